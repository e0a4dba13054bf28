package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.analytics.workload.Expected;
import dev.healthdata.analytics.workload.RandomWorkload;
import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestSql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The aggregates while the query runs, each time when all that was written has been published. */
class ExactAggregatesIT {
    @TempDir
    private Path directory;

    @Test
    void hasFilesWithHeadersOnlyBeforeThereIsAnyData() throws Exception {
        try (Platform platform = new Platform(directory)) {
            platform.runOnce(Step.Observer.NONE);

            platform.assertPublishedIsExpected();
            assertThat(Platform.read(platform.processed().resolve("_snapshot.json")))
                    .startsWith("{\"batch\":0,\"time\":\"20")
                    .contains("\"offsets\":{\"clean-doctors\":{\"0\":0,\"1\":0,\"2\":0}")
                    .endsWith("}}\n");
        }
    }

    @Test
    void areThoseOfTheRowsInForceAfterAnyChangeInAnyOrder() throws Exception {
        RandomWorkload workload = new RandomWorkload(11, 400);
        try (Platform platform = new Platform(directory);
                ReaderInALoop reader = new ReaderInALoop(platform)) {
            platform.start();
            platform.write(workload.everyRow());
            platform.awaitPublished();
            platform.assertPublishedIsExpected();
            for (int round = 0; round < 8; round++) {
                platform.write(workload.correctionsAndDeletions(round < 4 ? 20 : 700));
                platform.writeInVain(workload.corrections(30));
                platform.awaitPublished();
                platform.assertPublishedIsExpected();
            }
            reader.assertSawOnlyWholeFiles();
        }
    }

    @Test
    void doNotDependOnHowTheRecordsFallIntoBatches() throws Exception {
        RandomWorkload workload = new RandomWorkload(12, 200);
        try (Platform platform = new Platform(directory)) {
            platform.write(workload.everyRow());
            platform.write(workload.correctionsAndDeletions(800));

            platform.runOnce(150, Step.Observer.NONE);

            platform.assertPublishedIsExpected();
            assertThat(Platform.read(platform.processed().resolve("_snapshot.json")))
                    .doesNotStartWith("{\"batch\":0,")
                    .contains("\"behind\":{\"clean-doctors\":0,\"clean-lab_reports\":0,");
        }
    }

    @Test
    void reachTheEndsOfTopicsAlsoWhereTheseHoldTransactionMarkersOnly() throws Exception {
        RandomWorkload workload = new RandomWorkload(13, 50);
        try (Platform platform = new Platform(directory)) {
            platform.start();
            platform.write(workload.everyRow());
            platform.awaitPublished();
            for (int round = 0; round < 3; round++) {
                platform.writeInVain(workload.corrections(10));
                platform.awaitPublished();
                platform.assertPublishedIsExpected();
            }
        }
    }

    @Test
    void areWhatTheBatchSqlSaysOverTheDatabase() throws Exception {
        RandomWorkload workload = new RandomWorkload(14, 600);
        try (Platform platform = new Platform(directory)) {
            platform.write(workload.everyRow());
            platform.write(workload.corrections(900));
            platform.runOnce(Step.Observer.NONE);

            assertThat(platform.files()).isEqualTo(batchSql(platform.expected()));
        }
    }

    private static Map<Aggregate, String> batchSql(Expected expected) throws SQLException {
        TestSql sql = TestSql.shared();
        sql.reset();
        for (Table table : Tables.all()) {
            insert(sql, table, expected.rows(table.name()));
        }
        Map<Aggregate, String> files = new TreeMap<>();
        for (Aggregate aggregate : Aggregate.values()) {
            StringBuilder csv = new StringBuilder(String.join(",", aggregate.columns())).append('\n');
            sql.query(aggregate.sql())
                    .forEach(row -> csv.append(Expected.csv(row)).append('\n'));
            files.put(aggregate, csv.toString());
        }
        return files;
    }

    private static void insert(TestSql sql, Table table, List<Fields> rows) throws SQLException {
        String columns =
                String.join(", ", table.columns().stream().map(Column::name).toList());
        String values = "?" + ", ?".repeat(table.columns().size() - 1);
        try (Connection connection = sql.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO %s (%s) VALUES (%s)".formatted(table, columns, values))) {
            connection.setAutoCommit(false);
            for (Fields row : rows) {
                for (int i = 0; i < row.values().size(); i++) {
                    insert.setString(i + 1, row.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }
}
