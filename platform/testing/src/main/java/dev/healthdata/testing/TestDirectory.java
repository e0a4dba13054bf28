package dev.healthdata.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories below {@code target} of the module under test; the next clean build removes them. */
final class TestDirectory {
    private TestDirectory() {}

    static Path create(String name) {
        try {
            Path target = Path.of("target").toAbsolutePath();
            return Files.createTempDirectory(Files.createDirectories(target.resolve("testing")), name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
