package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.sink.check.Problems;
import dev.healthdata.sink.consume.SinkStopped;
import dev.healthdata.sink.consume.State;
import dev.healthdata.testing.TestSql;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers of their own, because they do not survive the test, or hold little. */
class DatabaseOutageIT {
    static Stream<Function<List<String>, RestartableSql>> servers() {
        return RestartableSql.all();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aDatabaseThatCrashesAndComesBackCostsNothingButTheTime(Function<List<String>, RestartableSql> servers)
            throws Exception {
        try (RestartableSql database = servers.apply(List.of());
                SinkFixture fixture = new SinkFixture(database.sql())) {
            Load load = new Load(fixture.topics, 7);
            Sink sink = fixture.start();
            load.everything();
            database.crash();
            load.corrections(200);
            await().atMost(Duration.ofSeconds(30)).until(() -> sink.progress().state() == State.RETRYING);
            database.startAgain();
            load.corrections(200);
            fixture.awaitWritten();

            load.assertStored(fixture);
            assertThat(fixture.topics.deadLetters()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aFullTableStopsItAndOnceThereIsSpaceItGoesOn(Function<List<String>, RestartableSql> servers) throws Exception {
        try (RestartableSql database = servers.apply(List.of());
                SinkFixture fixture = new SinkFixture(database.sql())) {
            // A table in memory is full at a size that one can choose.
            database.sql()
                    .update(
                            "SET max_heap_table_size = 65536",
                            "ALTER TABLE lab_reports DROP FOREIGN KEY lab_reports_visit",
                            "ALTER TABLE lab_reports ENGINE = MEMORY");
            Load load = new Load(fixture.topics, 8);
            Sink sink = fixture.start();
            load.everything();
            assertThatThrownBy(sink::await)
                    .isInstanceOf(SinkStopped.class)
                    .hasMessageContaining("error 1114")
                    .hasMessageContaining("Give it space");
            fixture.stop();

            database.sql().update("ALTER TABLE lab_reports ENGINE = InnoDB");
            fixture.start();
            fixture.awaitWritten();
            load.assertStored(fixture);
            assertThat(fixture.topics.deadLetters()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.healthdata.sink.Servers#all")
    void whereTheFirstServerOfTheUrlDoesNotAnswerTheSecondTakesTheRows(TestSql sql) throws Exception {
        SqlAccount second = sql.account();
        SqlAccount both = new SqlAccount(
                second.url().replace("jdbc:mysql://", "jdbc:mysql://127.0.0.1:" + Ports.free() + ","),
                second.user(),
                second.password());
        try (SinkFixture fixture = new SinkFixture(sql)) {
            fixture.start(fixture.at(both));
            fixture.topics.write(() -> fixture.topics.patient("P1", "one", 1));
            fixture.awaitWritten();

            assertThat(fixture.versions("patients")).containsExactly("P1=1");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.healthdata.sink.Servers#all")
    void aServerThatIsReadOnlyAtTheStartIsWaitedFor(TestSql sql) throws Exception {
        try (SinkFixture fixture = new SinkFixture(sql)) {
            CompletableFuture<Sink> started;
            try {
                sql.administer("SET GLOBAL read_only = 1");
                started = CompletableFuture.supplyAsync(() -> start(fixture));
                await().during(Duration.ofSeconds(2))
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> !started.isDone());
            } finally {
                sql.administer("SET GLOBAL read_only = 0");
            }
            started.get(1, TimeUnit.MINUTES);
            fixture.topics.write(() -> fixture.topics.patient("P1", "one", 1));
            fixture.awaitWritten();

            assertThat(fixture.versions("patients")).containsExactly("P1=1");
        }
    }

    private static Sink start(SinkFixture fixture) {
        try {
            return fixture.start();
        } catch (Problems e) {
            throw new IllegalStateException(e);
        }
    }
}
