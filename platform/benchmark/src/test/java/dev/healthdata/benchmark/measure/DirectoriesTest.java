package dev.healthdata.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {
    @TempDir
    private Path work;

    @Test
    void aCopyHoldsNothingOfOneThatWasThereBefore() throws Exception {
        Path from = Files.createDirectories(work.resolve("from").resolve("topic"));
        Files.writeString(from.resolve("log"), "new");
        Path left = Files.createDirectories(work.resolve("copy").resolve("topic"));
        Files.writeString(left.resolve("log"), "old");
        Files.writeString(left.resolve("index"), "old");

        Directories.copy(work.resolve("from"), work.resolve("copy"));

        assertThat(left.resolve("log")).hasContent("new");
        assertThat(left.resolve("index")).doesNotExist();
    }
}
