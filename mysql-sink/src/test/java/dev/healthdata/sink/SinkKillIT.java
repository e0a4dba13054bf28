package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.infrastructure.process.ManagedProcess;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** kill -9 of the sink, of the database, and of both. {@code -Dsink.kills=50} kills that often. */
class SinkKillIT {
    private static final int KILLS = Integer.getInteger("sink.kills", 4);
    private static final long SEED = Long.getLong("sink.seed", 20_240_331);

    private enum Victim {
        SINK,
        DATABASE,
        BOTH
    }

    private final List<String> progress = new CopyOnWriteArrayList<>();

    static Stream<Function<List<String>, RestartableSql>> servers() {
        return RestartableSql.all();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theDatabaseHasTheNewestOfEveryRowAndNoOtherHoweverOftenSomethingWasKilled(
            Function<List<String>, RestartableSql> servers) throws Exception {
        Random random = new Random(SEED);
        Map<Victim, Integer> kills = new EnumMap<>(Victim.class);
        try (RestartableSql database = servers.apply(List.of());
                SinkFixture fixture = new SinkFixture(database.sql())) {
            Load load = new Load(fixture.topics, SEED);
            ManagedProcess sink = start(fixture);
            sink.awaitReady(Duration.ofSeconds(60));
            load.everything();
            for (int kill = 0; kill < KILLS; kill++) {
                for (int i = 0; i < 5; i++) {
                    load.correctionsAndTombstones(100);
                }
                Thread.sleep(random.nextInt(500)); // the moment is what is random here
                Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
                kills.merge(victim, 1, Integer::sum);
                if (victim != Victim.DATABASE) {
                    sink.kill();
                }
                if (victim != Victim.SINK) {
                    database.crash();
                }
                load.correctionsAndTombstones(100);
                if (victim != Victim.SINK) {
                    database.startAgain();
                }
                if (victim != Victim.DATABASE) {
                    sink = start(fixture);
                    sink.awaitReady(Duration.ofSeconds(90));
                }
            }
            await().atMost(Duration.ofMinutes(3)).until(() -> fixture.topics.written(fixture.group));
            sink.stop(Duration.ofSeconds(20));
            System.out.println(database + ", seed " + SEED + ", killed: " + kills);

            load.assertStored(fixture);
            assertThat(fixture.topics.deadLetters()).isEmpty();
            assertThat(sink.exitCode().orElseThrow()).isIn(0, 143);
            assertThat(progress).anyMatch(json -> json.matches("\\{\"written\":\\d+,\"held\":0,\"state\":\"idle\"}"));
        }
    }

    private ManagedProcess start(SinkFixture fixture) {
        return SinkProcess.start(fixture, fixture.group, "--instance=test", progress::add);
    }
}
