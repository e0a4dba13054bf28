package dev.healthdata.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.topic.TopicSpec;
import dev.healthdata.records.topic.Topics;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RealPartsIT {
    @Test
    void kafkaHasThePlatformsTopicsAfterEveryReset() throws Exception {
        TestKafka kafka = TestKafka.shared();
        kafka.reset(2);
        kafka.reset(3);

        try (Admin admin = Admin.create(kafka.client())) {
            assertThat(admin.listTopics().names().get())
                    .containsExactlyInAnyOrderElementsOf(
                            Topics.all(3).stream().map(TopicSpec::name).toList());
            assertThat(admin.describeTopics(List.of("raw-visits"))
                            .allTopicNames()
                            .get()
                            .get("raw-visits")
                            .partitions())
                    .hasSize(3);
        }
    }

    static List<TestSql> servers() {
        return List.of(TestSql.shared(), TestSql.embedded());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everySqlServerAnswersTheThreeProcedures(TestSql sql) throws SQLException {
        assertThat(sql.query("CALL GetPatientHistory('nobody')")).isEmpty();
        assertThat(sql.query("CALL GetPatientLabReports('nobody')")).isEmpty();
        assertThat(sql.query("CALL GetDoctorSummary('nobody')")).isEmpty();
        sql.reset();
    }
}
