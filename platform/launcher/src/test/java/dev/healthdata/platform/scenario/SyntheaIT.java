package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.testing.Home;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An untouched export of Synthea (lines of one), all the way. */
class SyntheaIT {
    @TempDir
    private Path directory;

    @Test
    void becomesARecordWhoseBooksBalance() throws Exception {
        Path export = Home.path().resolve(Path.of("producer", "src", "test", "resources", "synthea"));
        Healthcare up = Healthcare.start(
                directory.resolve("output.txt"),
                Map.of(),
                Healthcare.up(
                        export,
                        directory,
                        "--once",
                        "--mapping",
                        Home.path().resolve("mappings").resolve("synthea.yml").toString()));

        assertThat(up.await()).as(up.output()).isZero();

        assertThat(up.output())
                .containsPattern("patients +3 +3 +0 +0 +0")
                .containsPattern("doctors +12 +12 +0 +0 +0")
                .containsPattern("visits +115 +115 +0 +0 +0")
                .containsPattern("lab_reports +44 +44 +0 +0 +0")
                .contains("The books balance: every row has exactly one fate.");
    }
}
