package dev.healthdata.validator.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.table.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows each raw record of a table, by the topic, partition and offset that what was made of it names. */
final class RawFates {
    private final List<ConsumerRecord<byte[], byte[]>> raw;
    private final List<ConsumerRecord<byte[], byte[]>> clean;
    private final List<ConsumerRecord<byte[], byte[]>> letters;

    RawFates(Table table, Committed committed) {
        raw = committed.records(table.rawTopic());
        clean = committed.records(table.cleanTopic());
        letters = committed.records(table.deadLetterTopic());
    }

    /** A row may be reported as overdue twice, with fewer reasons; clean or rejected it is once, and never both. */
    void assertNoneTwice() {
        List<RawOrigin> once = Stream.concat(clean.stream(), letters.stream().filter(RawFates::rejects))
                .map(RawFates::origin)
                .toList();
        assertThat(once).as("raw records that became clean or were rejected").doesNotHaveDuplicates();
    }

    /** Stored, an open dead letter, or older than one of the two: none is missing. To be asked when all are reported. */
    void assertNoneMissing() {
        Map<String, RawOrigin> stored = new HashMap<>();
        Map<String, RawOrigin> open = new HashMap<>();
        Map<String, RawOrigin> newest = new HashMap<>();
        clean.forEach(record -> stored.put(key(record), origin(record)));
        letters.forEach(
                letter -> open.compute(key(letter), (key, older) -> letter.value() == null ? null : origin(letter)));
        raw.forEach(record -> newest.put(key(record), itself(record)));

        Set<RawOrigin> told = new HashSet<>(stored.values());
        told.addAll(open.values());
        assertThat(told).as("fates of raw records").hasSize(stored.size() + open.size());
        assertThat(told).as("newest of each id").containsAll(newest.values());
        assertThat(raw.stream().map(RawFates::itself)).as("raw records").containsAll(told);
    }

    private static boolean rejects(ConsumerRecord<byte[], byte[]> letter) {
        return letter.value() != null
                && DeadLetter.from(letter.headers()).orElseThrow().stage() != Stage.REFERENCE;
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    private static RawOrigin itself(ConsumerRecord<byte[], byte[]> record) {
        return new RawOrigin(record.topic(), record.partition(), record.offset());
    }

    private static RawOrigin origin(ConsumerRecord<byte[], byte[]> record) {
        return RawOrigin.from(record.headers()).orElseThrow();
    }
}
