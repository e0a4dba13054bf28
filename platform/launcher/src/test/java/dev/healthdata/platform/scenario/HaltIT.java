package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file in which most rows are wrong, from the first run to the operator's decision. */
class HaltIT {
    private static final String WRONG = "D%d,,,Mercy%n";

    @TempDir
    private Path directory;

    @Test
    void aFileThatIsMostlyWrongIsHaltedShownAndSentOnlyOnRequest() throws Exception {
        Path file = Files.createDirectories(directory.resolve("raw")).resolve("doctors.csv");
        StringBuilder content = new StringBuilder("doctor_id,name,specialization,hospital\nD0,Ann,,Mercy\n");
        for (int row = 1; row < 30; row++) {
            content.append(WRONG.formatted(row));
        }
        Files.writeString(file, content);

        Healthcare once = run(up("--once", "--halt-after", "10"));

        assertThat(once.await()).as(once.output()).isEqualTo(1);
        assertThat(once.output())
                .contains("doctors.csv: halted after line 11: 9 of 10 rows rejected")
                .contains("replay --force --state " + directory.resolve("state"))
                .contains("The books balance")
                .contains("halted: doctors.csv after line 11, 9 of 10 rows rejected");

        Healthcare running = run(up());
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> running.output().contains("doctors.csv: halted")
                            && running.output().contains("SQL "));
            assertThat(outputOf("status")).contains("halted: doctors.csv after line 11");

            outputOf("replay", "--force", file.toString());

            assertThat(outputOf("status")).doesNotContain("halted");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(outputOf("status")).containsPattern("doctors +30 +1 +0 +29"));
        } finally {
            running.launcher().destroy();
            running.await();
        }
    }

    private String outputOf(String command, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of(command, "--state", directory.resolve("state").toString()));
        arguments.addAll(List.of(more));
        Healthcare run = Healthcare.start(directory.resolve("output-" + command), Map.of(), arguments);
        assertThat(run.await()).as(run.output()).isZero();
        return run.output();
    }

    private Healthcare run(List<String> arguments) throws Exception {
        return Healthcare.start(directory.resolve("output"), Map.of(), arguments);
    }

    private List<String> up(String... more) {
        return Healthcare.up(directory.resolve("raw"), directory, more);
    }
}
