package dev.healthdata.analytics.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.analytics.workload.RandomWorkload;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.nio.file.Path;
import java.util.Arrays;
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
    void leaveOutWhatIsNoRowAndKeepWhatWasBeforeIt() throws Exception {
        RandomWorkload workload = new RandomWorkload(16, 50);
        String tooLong = "Secret 1" + "x".repeat(70_000) + "Secret 2";
        Path log = directory.resolve("analytics.log");
        try (Platform platform = new Platform(directory)) {
            platform.write(workload.everyRow());
            Table patients = Tables.named("patients");
            String id = platform.expected().rows("patients").get(0).id();
            ChildJvm child =
                    ChildJvm.start(platform.settings(), log, "-Dlog4j2.configurationFile=classpath:log4j2.properties");
            platform.writeForNobody(patients, id, "{\"x\":1}".getBytes(UTF_8));
            platform.writeForNobody(patients, id, patient(id, "1990-01-31", tooLong));
            platform.writeForNobody(patients, id, patient(id, "Secret 3", "Rome"));
            platform.writeForNobody(patients, id, patient("Secret 4", "1990-01-31", "Rome"));
            platform.writeForNobody(patients, "new", "Secret 5".getBytes(UTF_8));
            platform.writeForNobody(patients, tooLong, patient(tooLong, "1990-01-31", "Rome"));
            platform.writeForNobody(patients, tooLong, null);
            platform.writeForNobody(patients, "", patient(null, "1990-01-31", "Rome"));
            platform.write(workload.corrections(10));
            platform.awaitPublished();

            assertThat(platform.files()).isEqualTo(BatchSql.files(platform.expected()));
            child.terminate();
            platform.checkpoint().rebuild(platform.kafka().ends());
            platform.runOnce(Step.Observer.NONE);
            platform.assertPublishedIsExpected();
            assertThat(log)
                    .content()
                    .contains("since it has a text of more than 65535 bytes: topic clean-patients, partition ")
                    .doesNotContain("Secret", "xxx");
        }
    }

    private static byte[] patient(String id, String born, String city) {
        Table patients = Tables.named("patients");
        return CleanJson.encode(Fields.of(patients, Arrays.asList(id, "name", "F", born, null, city)), Long.MAX_VALUE);
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
