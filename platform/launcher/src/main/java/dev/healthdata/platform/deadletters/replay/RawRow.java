package dev.healthdata.platform.deadletters.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.envelope.Closing;
import dev.healthdata.records.envelope.Replayed;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.table.Table;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records that a dead letter's row is sent again with. */
final class RawRow {
    private RawRow() {}

    /** The key that the row has now: its id, or that of the dead letter where it still has none. */
    static String key(Candidate row) {
        String id = Preparation.fields(row).id();
        return id == null ? row.target().key() : id;
    }

    /** Whether that is another key than the dead letter has. */
    static boolean isRenamed(Candidate row) {
        return !key(row).equals(row.target().key());
    }

    /** A raw record with the original's provenance. */
    static ProducerRecord<byte[], byte[]> of(Candidate row) {
        Target target = row.target();
        Table table = target.table();
        List<String> columns = table.columnNames();
        List<String> values = new java.util.ArrayList<>();
        columns.forEach(column -> values.add(row.cells().get(column)));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(table.rawTopic(), key(row).getBytes(UTF_8), RawJson.encode(columns, values));
        target.source().ifPresent(source -> source.writeTo(record.headers()));
        new Replayed(target.raw().partition(), target.raw().offset()).writeTo(record.headers());
        return record;
    }

    /** Closes the dead letter of a row that has another key now: its fate is told under that one from here on. */
    static Optional<ProducerRecord<byte[], byte[]>> handover(Candidate row) {
        return isRenamed(row) ? Optional.of(closing(row.target())) : Optional.empty();
    }

    /** Closes a dead letter. */
    static ProducerRecord<byte[], byte[]> closing(Target target) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                target.table().rawTopic(),
                target.raw().partition(),
                target.key().getBytes(UTF_8),
                null);
        target.source().ifPresent(source -> source.writeTo(record.headers()));
        new Closing(target.raw().offset()).writeTo(record.headers());
        return record;
    }
}
