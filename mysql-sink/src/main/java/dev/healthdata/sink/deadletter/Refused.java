package dev.healthdata.sink.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.RawRecord;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.rule.RowCheck;
import dev.healthdata.records.rule.RuleCatalog;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.change.CleanReader.Read.Unreadable;
import dev.healthdata.sink.change.Origin;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.SqlFailure;
import dev.healthdata.sink.write.Parent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A row that will not be stored.
 *
 * @param key of its dead letter, without what marks it as one of the sink
 * @param row as it is in the clean topic, where it could be read
 * @param version of the row; where it could not be read, the lowest that can have come after it
 * @param parent the row that it waits for; empty if it can never be stored as it is
 */
public record Refused(
        Table table,
        String key,
        Optional<Upsert> row,
        long version,
        Optional<Parent> parent,
        Violation violation,
        Origin origin) {
    /** As long as Kafka lets a name be. */
    private static final int MAX_TOPIC = 249;

    /** The database said no. */
    public static Refused by(SqlFailure failure, Change change) {
        Violation violation = Violation.of(
                change.table().name(),
                Violation.ROW,
                RowCheck.SQL.check(),
                "was refused by the database: " + failure.reference());
        Optional<Upsert> row = change instanceof Upsert upsert ? Optional.of(upsert) : Optional.empty();
        String key = key(change.id(), change.origin());
        return new Refused(change.table(), key, row, change.version(), Optional.empty(), violation, change.origin());
    }

    /**
     * The database said no to the row that it refers to.
     *
     * @param parent that row; when it is stored, this one is tried again
     */
    public static Refused withIts(Parent parent, Upsert row) {
        Violation violation = Violation.of(
                row.table().name(),
                parent.column(),
                RuleCatalog.REFERENCE,
                "refers to a row that the database refused; it is stored when that one is");
        return new Refused(
                row.table(), row.id(), Optional.of(row), row.version(), Optional.of(parent), violation, row.origin());
    }

    /**
     * It is no clean record.
     *
     * @param version from which on a row of the same key makes up for it
     */
    public static Refused of(Unreadable record, long version) {
        String key = key(record.key(), record.origin());
        Violation violation = Violation.of(record.table().name(), Violation.ROW, record.check(), record.message());
        return new Refused(
                record.table(), key, Optional.empty(), version, Optional.empty(), violation, record.origin());
    }

    /** A key may be as large as a record, and its letter holds more than that. */
    private static String key(String id, Origin origin) {
        return id.isEmpty() || id.getBytes(UTF_8).length > RawRecord.MAX_KEY_BYTES ? origin.toString() : id;
    }

    /** Where its raw record lies, unless its headers, which anybody may write, name what can be no topic. */
    Optional<RawOrigin> raw() {
        return RawOrigin.from(origin.headers()).filter(raw -> raw.topic().length() <= MAX_TOPIC);
    }

    /** The same; its letter takes the place of one of that version. */
    Refused notBefore(long other) {
        return new Refused(table, key, row, Math.max(version, other), parent, violation, origin);
    }

    /** What its dead letter holds where the raw record is gone; not null, since that would close one. */
    byte[] insteadOfRaw() {
        return row.map(Refused::encode).orElseGet(() -> new byte[0]);
    }

    private static byte[] encode(Upsert row) {
        List<String> texts = row.values().stream()
                .map(value -> Objects.toString(value, null))
                .toList();
        return CleanJson.encode(Fields.of(row.table(), texts), row.version());
    }

    @Override
    public String toString() {
        return violation.rule() + " of " + origin;
    }
}
