package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.testing.TestKafka;
import dev.healthdata.testing.TestSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not come back by itself: a database that is gone, and a broker that does not stay up. */
class LostDatabaseIT {
    @TempDir
    private Path directory;

    @Test
    void aDatabaseThatIsGoneIsFilledAgainFromTheTopics() throws Exception {
        Feed.generate(directory.resolve("raw"), 50, 0.02);
        Healthcare first = up("--once");
        assertThat(first.await()).as(first.output()).isZero();
        Utils.delete(directory.resolve("state").resolve("mysql").toFile());

        Healthcare second = up("--once");

        assertThat(second.await()).as(second.output()).isZero();
        assertThat(second.output()).contains("it is filled again from the topics", "The books balance");

        // With a row, so that it is not empty; a newer version of it is in the topics.
        TestSql.shared().reset();
        TestSql.shared().update("INSERT INTO doctors (doctor_id, name) VALUES ('D2000', 'Ada')");
        Healthcare elsewhere = Healthcare.start(
                directory.resolve("output"), database(), Healthcare.up(directory.resolve("raw"), directory, "--once"));

        assertThat(elsewhere.await()).as(elsewhere.output()).isZero();
        assertThat(elsewhere.output()).contains("it is filled again from the topics", "The books balance");
    }

    @Test
    void aDatabaseOfItsOwnTakesNoRowsAwayFromAnotherOneOfTheSameKafka() throws Exception {
        TestKafka.shared().reset(1);
        TestSql.shared().reset();
        Map<String, String> kafka =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", TestKafka.shared().bootstrapServers());
        Map<String, String> both = new HashMap<>(kafka);
        both.putAll(database());
        Feed.generate(directory.resolve("raw"), 20, 0);
        ok(both);
        Files.writeString(
                directory.resolve("raw").resolve("doctors-2.csv"),
                "doctor_id,name,specialization,hospital\nD-NEW,Dora,ENT,City\n");

        Map<TopicPartition, OffsetAndMetadata> taken = offsets("mysql-sink");
        ok(kafka);

        assertThat(taken).isNotEmpty().isEqualTo(offsets("mysql-sink"));
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(String group) throws Exception {
        try (Admin admin = Admin.create(TestKafka.shared().client())) {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        }
    }

    private static Map<String, String> database() {
        SqlAccount account = TestSql.shared().account();
        return Map.of("MYSQL_URL", account.url(), "MYSQL_USER", account.user(), "MYSQL_PASSWORD", account.password());
    }

    private void ok(Map<String, String> environment) throws Exception {
        Healthcare run = Healthcare.start(
                directory.resolve("output"), environment, Healthcare.up(directory.resolve("raw"), directory, "--once"));
        assertThat(run.await()).as(run.output()).isZero();
        assertThat(run.output()).contains("The books balance");
    }

    @Test
    void upEndsWhenTheBrokerDoesNotStayUp() throws Exception {
        Files.createDirectories(directory.resolve("raw"));
        Healthcare run = up();
        await().atMost(Duration.ofMinutes(2)).until(() -> run.output().contains("SQL  "));

        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    run.processes("BrokerMain").forEach(ProcessHandle::destroyForcibly);
                    return !run.launcher().isAlive();
                });

        assertThat(run.await()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("healthcare up: kafka ended with code");
    }

    private Healthcare up(String... more) throws IOException {
        return Healthcare.start(
                directory.resolve("output"), Map.of(), Healthcare.up(directory.resolve("raw"), directory, more));
    }
}
