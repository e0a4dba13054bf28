package dev.healthdata.platform.deadletters.letter;

import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A dead letter that nothing has closed. Patient data; {@link #toString()} shows none of it. */
public final class OpenLetter {
    private final Table table;
    private final String key;
    private final DeadLetter why;
    private final Optional<Provenance> source;
    private final RawOrigin raw;
    private final Instant lastSeen;
    private final byte[] value;

    private OpenLetter(Table table, ConsumerRecord<byte[], byte[]> found, DeadLetter why, RawOrigin raw) {
        this.table = table;
        this.key = LetterKey.of(found.key()).id();
        this.why = why;
        this.source = Provenance.from(found.headers());
        this.raw = raw;
        this.lastSeen = Instant.ofEpochMilli(found.timestamp());
        this.value = found.value();
    }

    /** Empty if the record is no dead letter of ours. */
    static Optional<OpenLetter> of(Table table, ConsumerRecord<byte[], byte[]> found) {
        return found.value() == null
                ? Optional.empty()
                : DeadLetter.from(found.headers()).flatMap(why -> RawOrigin.from(found.headers())
                        .map(raw -> new OpenLetter(table, found, why, raw)));
    }

    public Table table() {
        return table;
    }

    /** The row's id, or {@code sha256:line} or {@code topic:partition:offset} of a row that came under no id of its own. */
    public String key() {
        return key;
    }

    /** The id that its row has; its key where the row does not say. They differ only if the row came under a wrong key. */
    public String id() {
        if (why.stage() != Stage.DECODE) {
            return key;
        }
        Cells cells = Cells.of(this);
        String id = Fields.trimmed(table, cells.byColumn()).id();
        return cells.known() && id != null ? id : key;
    }

    /** Whether an operator means it by this id or key. */
    public boolean isOf(String idOrKey) {
        return key.equals(idOrKey) || id().equals(idOrKey);
    }

    public DeadLetter why() {
        return why;
    }

    /** Empty if the row is not from our producer. */
    public Optional<Provenance> source() {
        return source;
    }

    /** The raw record that it was made of. */
    public RawOrigin raw() {
        return raw;
    }

    /** When the row came that it is of. */
    public Instant lastSeen() {
        return lastSeen;
    }

    /** The bytes that the row came as. */
    public byte[] value() {
        return value;
    }

    /** Its file and line, or the place of its raw record. */
    public String where() {
        return source.map(from -> from.file() + ", line " + from.line())
                .orElseGet(() -> raw.topic() + "-" + raw.partition() + ", offset " + raw.offset());
    }

    @Override
    public String toString() {
        return table + " " + key + " (" + where() + ")";
    }
}
