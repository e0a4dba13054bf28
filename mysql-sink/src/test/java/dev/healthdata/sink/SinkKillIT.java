package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.testing.TestSql;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The process itself. {@code -Dsink.kills=50} kills it that often. */
class SinkKillIT {
    private static final int KILLS = Integer.getInteger("sink.kills", 3);
    private static final long SEED = Long.getLong("sink.seed", 20_240_331);

    private final List<String> progress = new CopyOnWriteArrayList<>();

    static Stream<TestSql> servers() {
        return Servers.all();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theDatabaseHasTheNewestOfEveryRowHoweverOftenTheSinkWasKilled(TestSql sql) throws Exception {
        Random random = new Random(SEED);
        try (SinkFixture fixture = new SinkFixture(sql)) {
            Load load = new Load(fixture.topics, SEED);
            ManagedProcess sink = start(fixture);
            sink.awaitReady(Duration.ofSeconds(60));
            load.everything();
            for (int kill = 0; kill < KILLS; kill++) {
                for (int i = 0; i < 5; i++) {
                    load.corrections(100);
                }
                Thread.sleep(random.nextInt(500)); // the moment is what is random here
                sink.kill();
                sink = start(fixture);
                sink.awaitReady(Duration.ofSeconds(60));
                load.corrections(100);
            }
            fixture.awaitWritten();
            sink.stop(Duration.ofSeconds(20));

            load.assertStored(fixture);
            assertThat(fixture.topics.deadLetters()).isEmpty();
            assertThat(sink.exitCode().orElseThrow()).isIn(0, 143);
            assertThat(progress).anyMatch(json -> json.matches("\\{\"written\":\\d+,\"held\":0,\"state\":\"idle\"}"));
        }
    }

    private ManagedProcess start(SinkFixture fixture) {
        return SinkProcess.start(fixture, fixture.group, "", progress::add);
    }
}
