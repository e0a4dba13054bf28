package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 in mid run, of each part and of the launcher: the end is the same. Everything embedded. */
class KillIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    private static Feed feed;

    @BeforeAll
    static void generates() {
        feed = Feed.generate(shared.resolve("raw"), 2000, 0.02);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BrokerMain", "mariadbd", "ProducerMain", "ValidatorMain", "SinkMain", "AnalyticsMain"})
    void aKilledPartIsStartedAgainAndTheEndIsTheSame(String part) throws Exception {
        Healthcare run = up();
        await().atMost(SOON).until(() -> !run.processes(part).isEmpty() && isUnderWay());

        run.processes(part).forEach(ProcessHandle::destroyForcibly);

        assertThat(run.await()).as(run.output()).isZero();
        assertThat(run.output()).contains("The books balance");
    }

    @Test
    void aProducerThatIsKilledWhileItWatchesIsStartedAgain() throws Exception {
        RunningPlatform platform = RunningPlatform.start(directory);
        try {
            platform.kill("ProducerMain");
            platform.feed("doctors.csv", "doctor_id,name,specialization,hospital", "D1,Ann,,Mercy");
            platform.awaitRows("doctors", 1);
        } finally {
            platform.stop();
        }
    }

    @Test
    void aKilledLauncherLeavesNoProcessBehindAndTheSameCommandGoesOn() throws Exception {
        Healthcare run = up();
        await().atMost(SOON).until(this::isUnderWay);
        List<ProcessHandle> children = run.descendants();
        assertThat(children).hasSizeGreaterThan(4);

        run.launcher().destroyForcibly();

        await().atMost(SOON).untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
        assertThat(again()).contains("The books balance");
    }

    private String again() throws Exception {
        Healthcare again = up();
        assertThat(again.await()).as(again.output()).isZero();
        return again.output();
    }

    private Healthcare up() throws IOException {
        return Healthcare.start(
                directory.resolve("output"), Map.of(), Healthcare.up(feed.directory(), directory, "--once"));
    }

    /** The endpoints are written when broker and SQL server are up and the other parts start. */
    private boolean isUnderWay() {
        return Files.exists(directory.resolve("state/endpoints.properties"));
    }
}
