package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.platform.scenario.RunningPlatform.Run;
import dev.healthdata.records.catalog.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A row that is deleted by a clean record without a value, which Kafka itself removes a day later. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeletedIT {
    private static final String TOPIC = Tables.named("doctors").cleanTopic();

    @TempDir
    private static Path directory;

    private static RunningPlatform platform;

    @BeforeAll
    static void starts() throws Exception {
        platform = RunningPlatform.start(directory);
        platform.feed("doctors.csv", "doctor_id,name,specialization,hospital", "D1,Dora,ENT,City");
        platform.awaitRows("doctors", 1);
    }

    @AfterAll
    static void ends() throws Exception {
        platform.stop();
    }

    @Test
    @Order(1)
    void itIsSupersededOnceItIsDeleted() throws Exception {
        platform.write(TOPIC, "D1", null);

        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Run audit = platform.run("audit", "--json");
            assertThat(audit.code()).as(audit.output()).isZero();
            assertThat(superseded(audit)).as(audit.output()).isEqualTo(1);
        });
        assertThat(platform.ok("trace", "--table", "doctors", "--id", "D1").output())
                .containsOnlyOnce("  deleted")
                .contains("is superseded", "the database has no such row, and it was deleted");
    }

    @Test
    @Order(2)
    void itStaysSupersededWhenNoTopicTellsOfTheDeletionAnyMore() throws Exception {
        try (Admin admin = Admin.create(platform.kafka())) {
            removeRecords(admin);
        }

        Run audit = platform.run("audit", "--json");

        assertThat(audit.code()).as(audit.output()).isZero();
        assertThat(superseded(audit)).as(audit.output()).isEqualTo(1);
        Run trace = platform.ok("trace", "--table", "doctors", "--id", "D1");
        assertThat(trace.output())
                .containsPattern("  deleted, version \\d+ and older  \\[clean-doctors, offset \\d+]")
                .contains("is superseded", "the database has no such row, and it was deleted");
        assertThat(platform.ok("trace", "--file", "doctors.csv", "--line", "2", "--json")
                        .json()
                        .at("/rows/0/deleted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    @Order(3)
    void theAuditNamesItWhenTheDatabaseForgotItToo() throws Exception {
        platform.database().administer("DELETE FROM deleted_rows");

        Run audit = platform.run("audit");

        assertThat(audit.code()).as(audit.output()).isEqualTo(1);
        assertThat(audit.output())
                .contains(
                        "doctors D1 has no fate (doctors.csv, line 2); lost, or deleted before the database was lost");
        assertThat(platform.ok("trace", "--table", "doctors", "--id", "D1").output())
                .contains("without a fate", "the database has no such row\n");
    }

    /** As the cleaner does; it cannot be told when, and of a topic that is only compacted nobody else may remove any. */
    private static void removeRecords(Admin admin) throws Exception {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        ConfigEntry policy = new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete");
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, TOPIC),
                        List.of(new AlterConfigOp(policy, AlterConfigOp.OpType.SET))))
                .all()
                .get();
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1)))
                                .lowWatermarks()
                                .get(partition)
                                .get()
                                .lowWatermark())
                        .isPositive());
    }

    private static long superseded(Run audit) {
        return audit.json().at("/tables/doctors/superseded").asLong();
    }
}
