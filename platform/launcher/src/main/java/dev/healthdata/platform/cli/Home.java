package dev.healthdata.platform.cli;

import java.nio.file.Path;

/** The project's directory; the launcher script gives it. */
public final class Home {
    private Home() {}

    public static Path path() {
        return Path.of(System.getProperty("healthcare.home", ""))
                .toAbsolutePath()
                .normalize();
    }
}
