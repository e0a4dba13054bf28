package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.analytics.workload.RandomWorkload;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
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
            assertThat(platform.snapshotLine())
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
            assertThat(platform.snapshotLine())
                    .doesNotStartWith("{\"batch\":0,")
                    .contains("\"behind\":{\"clean-doctors\":0,\"clean-lab-reports\":0,");
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
    void areThoseOfTheRowsInForceAlsoWhenATopicGetsMorePartitions() throws Exception {
        RandomWorkload workload = new RandomWorkload(15, 50);
        try (Platform platform = new Platform(directory)) {
            platform.start();
            platform.write(workload.everyRow());
            platform.awaitPublished();

            Table visits = Tables.named("visits");
            try (Admin admin = Admin.create(TestKafka.shared().client())) {
                admin.createPartitions(Map.of(visits.cleanTopic(), NewPartitions.increaseTo(7)))
                        .all()
                        .get();
                await().until(() -> platform.kafka()
                                .ends()
                                .byTopic()
                                .get(visits.cleanTopic())
                                .size()
                        == 7);
            }
            // Versions of a row are in two partitions then. A deletion has none, so that it had no place among them.
            platform.writeAnew(workload.corrections(300));
            platform.awaitPublished();

            platform.assertPublishedIsExpected();
            assertThat(platform.snapshotLine()).containsPattern("clean-visits\":\\{[^}]*\"6\":[1-9]");
        }
    }

    @Test
    void areWhatTheBatchSqlSaysOverTheDatabase() throws Exception {
        RandomWorkload workload = new RandomWorkload(14, 600);
        try (Platform platform = new Platform(directory)) {
            platform.write(workload.everyRow());
            platform.write(workload.corrections(900));
            platform.runOnce(Step.Observer.NONE);

            assertThat(platform.files()).isEqualTo(BatchSql.files(platform.expected()));
        }
    }
}
