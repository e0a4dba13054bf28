package dev.healthdata.sink;

import static org.awaitility.Awaitility.await;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.observability.Observability;
import dev.healthdata.sink.check.Problems;
import dev.healthdata.sink.consume.Limits;
import dev.healthdata.testing.TestKafka;
import dev.healthdata.testing.TestSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clean topics, a database and sinks between them, all new for a test. */
final class SinkFixture implements AutoCloseable {
    static final int PARTITIONS = 3;

    private static final Duration RECORD_PATIENCE = Duration.ofSeconds(5);
    private static final Limits LIMITS = new Limits(5_000, 20_000, Duration.ofMinutes(1));

    /** What a database has whose sink does not begin with records of the tests before. */
    private static final String BEFORE = "('none', 'before', 0, 0, 0)";

    private static boolean reset;

    final TestSql sql;
    final CleanTopics topics;
    final String group = "sink-" + System.nanoTime();
    private final TestKafka kafka = TestKafka.shared();
    private final List<Sink> sinks = new ArrayList<>();

    SinkFixture(TestSql sql) throws SQLException {
        this.sql = sql;
        resetOnce();
        sql.reset();
        sql.update("INSERT INTO deleted_rows VALUES " + BEFORE);
        topics = new CleanTopics(kafka);
        topics.beginHere(group);
    }

    /** Making the topics anew takes a second; a test reads only what it wrote. */
    private static synchronized void resetOnce() {
        if (!reset) {
            resetTopics();
        }
    }

    static synchronized void resetTopics() {
        TestKafka.shared().reset(PARTITIONS);
        reset = true;
    }

    SinkSettings settings() {
        return at(sql.account());
    }

    SinkSettings settings(Limits limits) {
        return settings(Map.of(), sql.account(), limits, RECORD_PATIENCE);
    }

    /** A process with a name in the group. */
    SinkSettings named(String instance, Limits limits) {
        return settings(Map.of(), sql.account(), limits, RECORD_PATIENCE, Optional.of(instance));
    }

    /** With more of Kafka's own properties. */
    SinkSettings with(Map<String, Object> properties) {
        return with(properties, RECORD_PATIENCE);
    }

    /** @param recordPatience how long Kafka may take to give a single record */
    SinkSettings with(Map<String, Object> properties, Duration recordPatience) {
        return settings(properties, sql.account(), LIMITS, recordPatience);
    }

    /** As another user, or by another way. */
    SinkSettings at(SqlAccount account) {
        return settings(Map.of(), account, LIMITS, RECORD_PATIENCE);
    }

    private SinkSettings settings(
            Map<String, Object> properties, SqlAccount account, Limits limits, Duration recordPatience) {
        return settings(properties, account, limits, recordPatience, Optional.empty());
    }

    private SinkSettings settings(
            Map<String, Object> properties,
            SqlAccount account,
            Limits limits,
            Duration recordPatience,
            Optional<String> instance) {
        Map<String, Object> client = new HashMap<>(kafka.client());
        client.putAll(properties);
        return new SinkSettings(
                client, group, instance, Servers.settings(account, 3), 2, 1_000, limits, recordPatience);
    }

    Sink start() throws Problems {
        return start(settings());
    }

    Sink start(SinkSettings settings) throws Problems {
        return start(settings, Observability.silent());
    }

    Sink start(SinkSettings settings, Observability observability) throws Problems {
        Sink sink = Sink.start(settings, observability);
        sinks.add(sink);
        return sink;
    }

    void stop() {
        sinks.forEach(Sink::close);
        sinks.clear();
    }

    void awaitWritten() {
        await().atMost(Duration.ofSeconds(60)).until(() -> topics.written(group));
    }

    /** Of the sinks, and of whoever else has the same user. */
    void killConnections() throws SQLException {
        try (Connection connection = sql.connect();
                Statement statement = connection.createStatement()) {
            List<Long> others = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND user = '"
                            + sql.account().user() + "'")) {
                while (rows.next()) {
                    others.add(rows.getLong(1));
                }
            }
            for (long other : others) {
                try {
                    statement.execute("KILL " + other);
                } catch (SQLException e) {
                    if (e.getErrorCode() != 1094) { // it has ended by itself
                        throw e;
                    }
                }
            }
        }
    }

    /** The rows with their versions, sorted by id. */
    List<List<String>> rows(String table) throws SQLException {
        return sql.query("SELECT " + table + ".*, version FROM " + table + " ORDER BY 1");
    }

    /** Ids with versions, as {@code id=version}. */
    List<String> versions(String table) throws SQLException {
        return rows(table).stream()
                .map(row -> row.get(0) + "=" + row.get(row.size() - 1))
                .toList();
    }

    @Override
    public void close() {
        stop();
        topics.close();
    }
}
