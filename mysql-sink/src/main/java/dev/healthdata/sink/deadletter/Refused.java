package dev.healthdata.sink.deadletter;

import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.rule.RowCheck;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.change.CleanReader.Read.Unreadable;
import dev.healthdata.sink.change.Origin;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.SqlFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A row that will not be stored.
 *
 * @param key of its dead letter
 * @param row as it is in the clean topic, where it could be read
 */
public record Refused(Table table, String key, Optional<Upsert> row, Violation violation, Origin origin) {
    /** The database said no. */
    public static Refused by(SqlFailure failure, Change change) {
        Violation violation = Violation.of(
                change.table().name(),
                Violation.ROW,
                RowCheck.SQL.check(),
                "was refused by the database: " + failure.reference());
        Optional<Upsert> row = change instanceof Upsert upsert ? Optional.of(upsert) : Optional.empty();
        return new Refused(change.table(), change.id(), row, violation, change.origin());
    }

    /** It is no clean record. */
    public static Refused of(Unreadable record) {
        String key = record.key().isEmpty() ? record.origin().toString() : record.key();
        Violation violation = Violation.of(record.table().name(), Violation.ROW, record.check(), record.message());
        return new Refused(record.table(), key, Optional.empty(), violation, record.origin());
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
