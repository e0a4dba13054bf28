package dev.healthdata.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.sink.check.Problems;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

/** A Kafka in which not everybody may do everything. */
class TopicRightsIT extends SinkTestCase {
    @Test
    void rightsThatItLacksAreNamedAtTheStart() throws Exception {
        try (TopicRights rights = new TopicRights()) {
            rights.only("raw-visits");
            rights.only("raw-patients", AclOperation.DESCRIBE);
            rights.only("clean-doctors", AclOperation.WRITE);
            rights.only("dead-letter-patients", AclOperation.READ);
            rights.only("dead-letter-lab-reports", AclOperation.DESCRIBE);

            assertThatThrownBy(fixture::start)
                    .isInstanceOfSatisfying(Problems.class, problems -> assertThat(problems.list())
                            .extracting(Problems.Problem::toString)
                            .containsExactlyInAnyOrder(
                                    "topic raw-visits: does not exist, or this account may not DESCRIBE it: create it,"
                                            + " and grant READ.",
                                    "topic raw-patients: this account may not READ it: grant it.",
                                    "topic clean-doctors: this account may not READ it: grant it.",
                                    "topic dead-letter-patients: this account may not WRITE it: grant it.",
                                    "topic dead-letter-lab-reports: this account may not READ it: grant it.",
                                    "topic dead-letter-lab-reports: this account may not WRITE it: grant it."));
        }
    }

    @Test
    void whatMayNoLongerBeReadOfARawTopicCostsTheOriginalBytesAlone() throws Exception {
        RawOrigin raw = topics.raw("patients", List.of("as it came")).get(0);
        fixture.start();
        try (TopicRights rights = new TopicRights()) {
            rights.only("raw-patients");
            topics.write(() -> {
                topics.row("patients", 1, raw, "P1", "x".repeat(201), "F", "1980-02-29", null, null);
                topics.patient("P2", "two", 1);
            });
            fixture.awaitWritten();
        }

        assertThat(fixture.versions("patients")).containsExactly("P2=1");
        assertThat(topics.deadLetters().get("P1").value()).asString(UTF_8).contains("\"patient_id\":\"P1\"");
    }
}
