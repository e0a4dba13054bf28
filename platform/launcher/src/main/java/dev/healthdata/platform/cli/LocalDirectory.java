package dev.healthdata.platform.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Directories that are named, and have to be on a disk of this machine. */
public final class LocalDirectory {
    /** With one letter before the colon it would be a drive. Of a URI's two slashes, a path keeps one. */
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

    private LocalDirectory() {}

    /**
     * What is wrong if it is a URI. As a path it would be a directory of that name here, made without a word.
     *
     * @param given null if nothing was
     */
    public static Optional<String> problem(String option, Path given) {
        return given == null || !URI.matcher(given.toString()).matches()
                ? Optional.empty()
                : Optional.of(option + ": is a directory, not a URI; mount " + given
                        + " and name where, or see docs/analytics.md for analytics that write there");
    }
}
