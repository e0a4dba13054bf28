package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in mid run, of the launcher and of each part: the end is the same. Everything embedded. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillIT {
    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir
    private static Path directory;

    private static Feed feed;

    @BeforeAll
    static void generates() {
        feed = Feed.generate(directory.resolve("feed"), 2000, 0.02);
    }

    @Test
    @Order(1)
    void aKilledLauncherLeavesNoProcessBehind() throws Exception {
        Healthcare run = upOnce();
        await().atMost(SOON)
                .until(() -> Files.exists(endpoints()) && run.descendants().size() > 4);
        List<ProcessHandle> children = run.descendants();

        run.launcher().destroyForcibly();

        await().atMost(SOON).untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    }

    @Test
    @Order(2)
    void theSameCommandGoesOnAndStartsEachPartAgainThatIsKilledAndTheEndIsTheSame() throws Exception {
        Healthcare run = upOnce();
        // Without its last part the run cannot end before everything was killed.
        ProcessHandle analytics = started(run, "AnalyticsMain", -1);
        suspend(analytics);

        // The sink is there when the database is, and the producer gone when all is sent.
        for (String part : List.of("ProducerMain", "ValidatorMain", "SinkMain", "mariadbd", "BrokerMain")) {
            ProcessHandle killed = started(run, part, -1);
            killed.destroyForcibly();
            started(run, part, killed.pid());
        }
        analytics.destroyForcibly();

        assertThat(run.await()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("The books balance")
                .contains(
                        "producer ended with code 137",
                        "validator-stream ended with code 137",
                        "mysql-sink ended with code 137",
                        "spark-analytics ended with code 137",
                        "sql-server ended with code",
                        "kafka ended with code 137");
    }

    @Test
    @Order(3)
    void aProducerThatIsKilledWhileItWatchesIsStartedAgain(@TempDir Path other) throws Exception {
        RunningPlatform platform = RunningPlatform.start(other);
        try {
            platform.kill("ProducerMain");
            platform.feed("doctors.csv", "doctor_id,name,specialization,hospital", "D1,Ann,,Mercy");
            platform.awaitRows("doctors", 1);
        } finally {
            platform.stop();
        }
    }

    /** The process of a part, other than the one before. */
    private static ProcessHandle started(Healthcare run, String part, long before) {
        return await(part)
                .atMost(SOON)
                .until(
                        () -> run.processes(part).stream()
                                .filter(each -> each.pid() != before)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void suspend(ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static Healthcare upOnce() throws IOException {
        return Healthcare.start(
                directory.resolve("output"), Map.of(), Healthcare.up(feed.directory(), directory, "--once"));
    }

    /** Written when broker and SQL server are up and the other parts start. */
    private static Path endpoints() {
        return directory.resolve("state/endpoints.properties");
    }
}
