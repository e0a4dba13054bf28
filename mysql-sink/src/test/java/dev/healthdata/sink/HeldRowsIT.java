package dev.healthdata.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.sink.consume.Limits;
import dev.healthdata.sink.consume.State;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

/** Rows that come before the rows that they refer to. */
class HeldRowsIT extends SinkTestCase {
    @Test
    void childrenWaitForTheirParentsAndHinderNobody() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 2);
            topics.labReport("L1", "V1", 3);
            topics.visit("V1", "P2", "D1", 4);
            topics.visit("V2", "P1", "D1", 5);
        });
        await().untilAsserted(() -> assertThat(fixture.versions("visits")).containsExactly("V2=5"));
        await().until(() -> sink.progress().held() == 2);
        assertThat(topics.written(fixture.group)).isFalse();

        topics.write(() -> topics.patient("P2", "two", 6));
        fixture.awaitWritten();

        assertThat(fixture.versions("visits")).containsExactly("V1=4", "V2=5");
        assertThat(fixture.versions("lab_reports")).containsExactly("L1=3");
        assertThat(sink.progress().held()).isZero();
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void aRowThatWaitsIsReadAgainAfterARestart() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> topics.labReport("L1", "V1", 1));
        await().until(() -> sink.progress().held() == 1);
        fixture.stop();
        fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 2);
            topics.doctor("D1", 3);
            topics.visit("V1", "P1", "D1", 4);
        });
        fixture.awaitWritten();

        assertThat(fixture.versions("lab_reports")).containsExactly("L1=1");
    }

    @Test
    void aNewerVersionOfARowThatWaitsTakesItsPlace() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 1);
            topics.visit("V1", "P9", "D1", 2);
        });
        await().until(() -> sink.progress().held() == 1);
        topics.write(() -> topics.visit("V1", "P1", "D1", 3));
        fixture.awaitWritten();
        topics.write(() -> topics.patient("P9", "nine", 4));
        fixture.awaitWritten();

        assertThat(sink.progress().held()).isZero();
        assertThat(fixture.rows("visits").get(0)).contains("P1").endsWith("3");
    }

    @Test
    void manyRowsThatWaitInVainDoNotKeepTheirTombstonesFromBeingRead() throws Exception {
        List<String> visits = ofOnePartition("V", 600);
        topics.write(() -> {
            topics.doctor("D1", 1);
            topics.patient("P1", "one", 1);
            topics.tombstone("patients", "P1");
            visits.forEach(visit -> topics.visit(visit, "P1", "D1", 2));
            visits.forEach(visit -> topics.tombstone("visits", visit));
        });
        // More than a partition may hold where there are many, in batches smaller than that.
        Sink sink = fixture.start(fixture.settings(new Limits(100, 2_000, Duration.ofMinutes(1))));
        fixture.awaitWritten();

        assertThat(sink.progress().held()).isZero();
        assertThat(fixture.rows("visits")).isEmpty();
    }

    private static List<String> ofOnePartition(String prefix, int count) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> prefix + i)
                .filter(id -> BuiltInPartitioner.partitionForKey(id.getBytes(UTF_8), SinkFixture.PARTITIONS) == 0)
                .limit(count)
                .toList();
    }

    @Test
    void rowsThatAnotherProcessHoldsNowMakeNobodyUnhealthyWhoHadThem() throws Exception {
        String visit = ofOnePartition("V", 1).get(0);
        Sink before = fixture.start(fixture.named("z", new Limits(5_000, 20_000, Duration.ofSeconds(1))));
        topics.write(() -> topics.visit(visit, "P1", "D1", 3));
        await().atMost(Duration.ofSeconds(30)).until(() -> before.progress().state() == State.UNHEALTHY);

        // Partitions are given out in the order of names, so that it gets the first.
        Sink after = fixture.start(fixture.named("a", new Limits(5_000, 20_000, Duration.ofMinutes(5))));
        await().atMost(Duration.ofSeconds(30)).until(() -> after.progress().held() == 1);

        await().until(() -> before.progress().state() == State.IDLE);
        assertThat(before.progress().held()).isZero();
    }

    @Test
    void aRowThatWaitsForTooLongMakesTheProcessUnhealthyAndNoDeadLetter() throws Exception {
        Sink sink = fixture.start(fixture.settings(new Limits(5_000, 20_000, Duration.ofSeconds(1))));
        topics.write(() -> {
            topics.visit("V1", "P1", "D1", 3);
            topics.doctor("D1", 1);
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> sink.progress().state() == State.UNHEALTHY);
        topics.write(() -> topics.doctor("D2", 1));
        await().until(() -> fixture.versions("doctors").contains("D2=1"));
        assertThat(topics.deadLetters()).isEmpty();

        topics.write(() -> topics.patient("P1", "one", 2));
        fixture.awaitWritten();
        await().until(() -> sink.progress().state() == State.IDLE);
        assertThat(fixture.versions("visits")).containsExactly("V1=3");
    }
}
