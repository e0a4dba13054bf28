package dev.healthdata.platform.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.testing.TestKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TopicsCommandIT {
    private static final List<String> TABLES = List.of("patients", "doctors", "visits", "lab-reports");

    private final TestKafka kafka = TestKafka.shared();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Admin admin;

    @BeforeEach
    void removeAll() throws Exception {
        admin = Admin.create(kafka.client());
        kafka.reset(1); // which waits until the others are gone
        admin.deleteTopics(names()).all().get();
        await().until(() -> names().isEmpty());
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }

    @Test
    void createsEveryTopicWithItsPartitionsAndSettings() throws Exception {
        assertThat(topics("--partitions=3")).isZero();

        Map<String, Integer> expected = new TreeMap<>(Map.of("ingest-progress", 3, "audit-log", 1));
        TABLES.forEach(
                table -> Stream.of("raw-", "clean-", "dead-letter-").forEach(kind -> expected.put(kind + table, 3)));
        await().untilAsserted(() -> assertThat(partitions()).isEqualTo(expected));
        assertThat(out.toString().lines())
                .containsExactlyInAnyOrderElementsOf(expected.keySet().stream()
                        .map(name -> "created " + name)
                        .toList());
        for (String table : TABLES) {
            assertThat(settings("raw-" + table))
                    .containsEntry("cleanup.policy", "delete")
                    .containsEntry("retention.ms", "-1")
                    .containsEntry("message.timestamp.type", "LogAppendTime")
                    .containsEntry("max.message.bytes", "4194304");
            assertThat(settings("clean-" + table))
                    .containsEntry("cleanup.policy", "compact")
                    .containsEntry("message.timestamp.type", "CreateTime")
                    .containsEntry("max.message.bytes", "4194304");
            assertThat(settings("dead-letter-" + table)).containsEntry("cleanup.policy", "compact");
        }
        assertThat(settings("ingest-progress")).containsEntry("cleanup.policy", "compact");
        assertThat(settings("audit-log"))
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "-1");
    }

    @Test
    void createsWhatIsMissingAndLeavesTheOthersAsTheyAre() throws Exception {
        topics("--partitions=2");
        await().until(() -> names().size() == 14);
        set("raw-visits", "retention.ms", "86400000");
        admin.deleteTopics(List.of("clean-visits")).all().get();
        await().until(() -> names().size() == 13);
        out.getBuffer().setLength(0);

        assertThat(topics("--partitions=2")).isZero();

        assertThat(out.toString()).isEqualTo("created clean-visits" + System.lineSeparator());
        await().untilAsserted(() ->
                assertThat(partitions()).containsEntry("clean-visits", 2).hasSize(14));
        assertThat(settings("raw-visits")).containsEntry("retention.ms", "86400000");
    }

    @Test
    void theSecondTimeItChangesNothingAndNamesTopicsThatHaveOtherPartitionsThanAskedFor() throws Exception {
        topics("--partitions=2");
        await().until(() -> names().size() == 14);
        Map<String, Integer> before = partitions();
        out.getBuffer().setLength(0);

        assertThat(topics()).isZero();
        assertThat(out.toString()).isEqualTo("all topics are there" + System.lineSeparator());
        assertThat(topics("--partitions=1")).isZero();

        assertThat(out.toString())
                .contains("raw-visits has 2 partitions and keeps them", "ingest-progress has 2 partitions")
                .doesNotContain("audit-log");
        assertThat(partitions()).isEqualTo(before);
    }

    @Test
    void noPartitionsAtAllAreAUsageError() throws Exception {
        assertThat(topics("--partitions=0")).isEqualTo(2);

        assertThat(err.toString()).contains("--partitions: must be at least 1");
        assertThat(names()).isEmpty();
    }

    private int topics(String... options) {
        return new CommandLine(new TopicsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("--bootstrap-server=" + kafka.bootstrapServers()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private Set<String> names() throws Exception {
        return admin.listTopics().names().get();
    }

    private Map<String, Integer> partitions() throws Exception {
        Map<String, Integer> partitions = new TreeMap<>();
        admin.describeTopics(names())
                .allTopicNames()
                .get()
                .forEach(
                        (name, topic) -> partitions.put(name, topic.partitions().size()));
        return partitions;
    }

    private Map<String, String> settings(String topic) throws Exception {
        Config config =
                admin.describeConfigs(List.of(resource(topic))).all().get().get(resource(topic));
        return new HashMap<>(
                config.entries().stream().collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
    }

    private void set(String topic, String key, String value) throws Exception {
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(set)))
                .all()
                .get();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
