package dev.healthdata.producer.display;

import java.util.regex.Pattern;

/** Words that a person copies into a shell. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,-]+", Pattern.UNICODE_CHARACTER_CLASS);

    private ShellWord() {}

    /** In quotes if it has anything that a shell might take for something else. */
    static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
