package dev.healthdata.sink.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.observability.Observability;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.Servers;
import dev.healthdata.sink.change.Changes;
import dev.healthdata.sink.change.CleanReader;
import dev.healthdata.sink.sql.Database;
import dev.healthdata.sink.sql.DeletedRows;
import dev.healthdata.sink.sql.Dialect;
import dev.healthdata.sink.sql.RowStatements;
import dev.healthdata.testing.TestSql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writers that correct the same few rows, and children of these, at the same time. */
class ContendedWritersIT {
    private static final int WRITERS = 4;
    private static final int BATCHES = Integer.getInteger("sink.contended.batches", 40);
    private static final int ROWS = 300;
    private static final int DEADLOCK = 1213;

    private final AtomicLong version = new AtomicLong();
    private final AtomicInteger deadlocks = new AtomicInteger();

    static Stream<TestSql> servers() {
        return Servers.all();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void neverHoldWhatTheOtherWaitsFor(TestSql sql) throws Exception {
        sql.reset();
        Dialect dialect = Dialect.of(sql.query("SELECT VERSION()").get(0).get(0));
        try (Database database = Database.of(
                Servers.settings(sql.account(), WRITERS), Observability.silent().registry())) {
            BatchWriter writer =
                    new BatchWriter(database, new RowStatements(dialect, 100), new DeletedRows(dialect, 100), 100);
            write(writer, new Random(0), true);
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            List<Callable<Void>> work = new ArrayList<>();
            for (int seed = 1; seed <= WRITERS; seed++) {
                Random random = new Random(seed);
                work.add(() -> {
                    for (int batch = 0; batch < BATCHES; batch++) {
                        write(writer, random, false);
                    }
                    return null;
                });
            }
            for (Future<Void> each : threads.invokeAll(work)) {
                each.get();
            }
            threads.shutdown();
        }
        System.out.println("batches " + WRITERS * BATCHES + ", deadlocks " + deadlocks);
        assertThat(deadlocks).hasValue(0);
    }

    private void write(BatchWriter writer, Random random, boolean all) throws SQLException {
        Changes changes = new Changes();
        for (int i = 0; i < ROWS; i++) {
            if (all || random.nextInt(3) == 0) {
                add(changes, "patients", "P" + i, "name " + random.nextInt(), "F", "1980-01-01", null, null);
                add(changes, "doctors", "D" + i, "name " + random.nextInt(), null, null);
                add(changes, "visits", "V" + i, "P" + some(random), "D" + some(random), "2024-01-01", null, null);
                add(changes, "lab_reports", "R" + i, "V" + some(random), null, null, "2024-01-01");
            }
        }
        try {
            writer.write(changes);
        } catch (SQLException e) {
            if (e.getErrorCode() != DEADLOCK) {
                throw e;
            }
            deadlocks.incrementAndGet();
        }
    }

    private static int some(Random random) {
        return random.nextInt(ROWS);
    }

    private void add(Changes changes, String tableName, String... values) {
        Table table = Tables.named(tableName);
        var record = new ConsumerRecord<>(
                table.cleanTopic(),
                0,
                version.incrementAndGet(),
                1_000_000L,
                TimestampType.CREATE_TIME,
                2,
                0,
                values[0].getBytes(UTF_8),
                CleanJson.encode(Fields.of(table, Arrays.asList(values)), version.get()),
                new RecordHeaders(),
                Optional.<Integer>empty());
        changes.add(((CleanReader.Read.Changes) new CleanReader().read(record)).change());
    }
}
