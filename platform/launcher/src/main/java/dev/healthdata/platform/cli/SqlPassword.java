package dev.healthdata.platform.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The database's password, from {@code MYSQL_PASSWORD} or the first line of the file that {@code MYSQL_PASSWORD_FILE} names. */
public final class SqlPassword {
    private static final String FILE = "MYSQL_PASSWORD_FILE";

    private SqlPassword() {}

    /**
     * Empty if neither variable says anything.
     *
     * @throws ParameterException if the file cannot be read
     */
    public static Optional<String> of(Map<String, String> environment, CommandLine command) {
        String file = environment.get(FILE);
        if (file == null || file.isBlank()) {
            return Optional.ofNullable(environment.get("MYSQL_PASSWORD")).filter(text -> !text.isBlank());
        }
        try (var lines = Files.lines(Path.of(file))) {
            return Optional.of(lines.findFirst().orElse(""));
        } catch (IOException | UncheckedIOException e) {
            throw new ParameterException(command, FILE + ": cannot read " + file, e);
        }
    }
}
