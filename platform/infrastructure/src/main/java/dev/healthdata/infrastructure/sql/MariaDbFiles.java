package dev.healthdata.infrastructure.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** MariaDB's files, as the build unpacked them. */
final class MariaDbFiles {
    private final Path base;

    private MariaDbFiles(Path base) {
        this.base = base;
    }

    /** @throws IllegalStateException if they are not there */
    static MariaDbFiles below(Path home) {
        Path unpacked = home.resolve("platform")
                .resolve("infrastructure")
                .resolve("target")
                .resolve("mariadb")
                .toAbsolutePath();
        if (!Files.isDirectory(unpacked)) {
            throw new IllegalStateException(unpacked + " is missing: run 'mvn -DskipTests package' first");
        }
        try (Stream<Path> all = Files.walk(unpacked, 8)) {
            Path server = all.filter(file -> file.getFileName().toString().equals("mariadbd"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no mariadbd below " + unpacked));
            return new MariaDbFiles(server.getParent().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path base() {
        return base;
    }

    /** A program of {@code bin} or {@code scripts}. Jars keep no permissions, so it is made executable. */
    String program(String name) {
        Path inBin = base.resolve("bin").resolve(name);
        Path program = Files.exists(inBin) ? inBin : base.resolve("scripts").resolve(name);
        if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make " + program + " executable");
        }
        return program.toString();
    }
}
