package dev.healthdata.platform.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.testing.TestKafka;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** A group that there is not yet is empty; one of which Kafka says nothing is not. */
class GroupsIT {
    private static final String NEVER_WAS = "never-was";

    private final TestKafka kafka = TestKafka.shared();

    @Test
    void thereIsNobodyInAGroupThatThereNeverWas() throws Exception {
        try (Admin admin = Admin.create(kafka.client())) {
            assertThat(Members.of(admin, List.of(NEVER_WAS))).isEqualTo(Map.of(NEVER_WAS, 0));
            assertThat(new CommittedOffsets(admin, NEVER_WAS).read()).isEmpty();
        }
    }

    @Test
    void whereKafkaDoesNotTellNobodyKnows() {
        Map<String, Object> gone = kafka.client();
        gone.put("bootstrap.servers", "127.0.0.1:1");
        gone.put("request.timeout.ms", "500");
        gone.put("default.api.timeout.ms", "1000");
        try (Admin admin = Admin.create(gone)) {
            CommittedOffsets offsets = new CommittedOffsets(admin, NEVER_WAS);

            assertThatThrownBy(offsets::read).isInstanceOf(KafkaException.class);
            assertThatThrownBy(() -> Members.of(admin, List.of(NEVER_WAS))).isInstanceOf(KafkaException.class);
        }
    }
}
