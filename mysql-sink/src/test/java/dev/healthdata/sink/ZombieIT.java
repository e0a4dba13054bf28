package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.testing.TestSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that is stopped for longer than its session, as by a machine that sleeps, and wakes up with a batch in its
 * hands that another process is long past.
 */
class ZombieIT {
    private static final int ROUNDS = Integer.getInteger("sink.zombies", 2);
    private static final int WRITERS_OF_TWO = 4;

    @TempDir
    private Path directory;

    static Stream<TestSql> servers() {
        return Servers.all();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void writesNothingOlderWhenItWakesUp(TestSql sql) throws Exception {
        Path config = Files.writeString(directory.resolve("client.properties"), "session.timeout.ms=6000\n");
        String arguments = "--lock-timeout=5 --config=" + config;
        Random random = new Random(11);
        try (SinkFixture fixture = new SinkFixture(sql);
                ManagedProcess one = SinkProcess.start(fixture, fixture.group, arguments, json -> {});
                ManagedProcess other = SinkProcess.start(fixture, fixture.group, arguments, json -> {})) {
            Load load = new Load(fixture.topics, 11);
            List.of(one, other).forEach(each -> each.awaitReady(Duration.ofSeconds(90)));
            load.everything();
            for (int round = 0; round < ROUNDS; round++) {
                awaitBoth(fixture);
                ManagedProcess sleeper = random.nextBoolean() ? one : other;
                for (int i = 0; i < 5; i++) {
                    load.correctionsAndTombstones(200);
                }
                Thread.sleep(random.nextInt(200)); // the moment is what is random here
                signal("STOP", sleeper);
                for (int i = 0; i < 5; i++) {
                    load.correctionsAndTombstones(200);
                }
                // Should it sleep in a transaction, its locks last for as long as the server lets it idle.
                await().atMost(Duration.ofMinutes(3)).until(() -> fixture.topics.written(fixture.group));
                load.assertStored(fixture);
                signal("CONT", sleeper);
            }
            awaitBoth(fixture);
            load.correctionsAndTombstones(200);
            await().atMost(Duration.ofMinutes(3)).until(() -> fixture.topics.written(fixture.group));

            load.assertStored(fixture);
            assertThat(fixture.topics.deadLetters()).isEmpty();
        }
    }

    private static void awaitBoth(SinkFixture fixture) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> fixture.topics.members(fixture.group).size() == WRITERS_OF_TWO
                        && fixture.topics.written(fixture.group));
    }

    private static void signal(String name, ManagedProcess process) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }
}
