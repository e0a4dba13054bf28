package dev.healthdata.platform.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The database's password, from {@code MYSQL_PASSWORD} or the file that {@code MYSQL_PASSWORD_FILE} names. */
public final class SqlPassword {
    private SqlPassword() {}

    /** @throws UncheckedIOException if the file cannot be read; null if neither variable is set */
    public static String fromEnvironment() {
        String file = System.getenv("MYSQL_PASSWORD_FILE");
        if (file == null || file.isBlank()) {
            return System.getenv("MYSQL_PASSWORD");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("MYSQL_PASSWORD_FILE: cannot read " + file, e);
        }
    }
}
