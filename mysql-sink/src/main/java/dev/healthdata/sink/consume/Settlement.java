package dev.healthdata.sink.consume;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.change.Changes;
import dev.healthdata.sink.change.CleanReader.Read.Unreadable;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.deadletter.OpenLetters;
import dev.healthdata.sink.deadletter.Refused;
import dev.healthdata.sink.deadletter.SinkDeadLetters;
import dev.healthdata.sink.deadletter.StoredRows;
import dev.healthdata.sink.write.Written;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what was not stored from what waits, and writes the dead letters. */
public final class Settlement {
    private final SinkDeadLetters deadLetters;
    private final OpenLetters openLetters;
    private final StoredRows stored;

    /** @param openLetters of rows that the database refused: others must not wait for these */
    public Settlement(SinkDeadLetters deadLetters, OpenLetters openLetters, StoredRows stored) {
        this.deadLetters = deadLetters;
        this.openLetters = openLetters;
        this.stored = stored;
    }

    /**
     * Finds out what will make up for records that are no rows: a row of the same key that is newer than what came before
     * them. To be called while nothing of what came behind them is written.
     *
     * @param batch that they came with
     */
    List<Refused> refuse(List<Unreadable> records, Changes batch) throws SQLException {
        Map<Table, List<Unreadable>> byTable = records.stream().collect(Collectors.groupingBy(Unreadable::table));
        List<Refused> refused = new ArrayList<>();
        for (Map.Entry<Table, List<Unreadable>> some : byTable.entrySet()) {
            Table table = some.getKey();
            Map<String, Long> before = stored.newest(
                    table, some.getValue().stream().map(Unreadable::key).toList());
            for (Unreadable record : some.getValue()) {
                Change other = batch.get(table, record.key());
                boolean after = other instanceof Upsert
                        && other.origin().offset() > record.origin().offset();
                long known = before.getOrDefault(record.key(), -1L);
                long version = Math.max(known, other == null ? -1 : other.version());
                // An older version that comes late is no newer row, wherever it lies.
                refused.add(Refused.of(record, after && other.version() >= known ? other.version() : version + 1));
            }
        }
        return refused;
    }

    /**
     * What became of a batch.
     *
     * @param held what waits on
     * @param refused how many dead letters there were
     */
    record Settled(List<Change> held, int refused) {}

    /**
     * Writes the dead letters. To be called when the rest is committed: a retry must not find a row both refused and stored.
     *
     * @param unreadable as {@link #refuse} says
     * @throws SinkStopped if the database refuses most of the rows
     */
    Settled settle(Written result, List<Refused> unreadable) {
        MassRefusal.check(result);
        List<Refused> refused = new ArrayList<>(unreadable);
        result.rejected().forEach(row -> refused.add(Refused.by(row.failure(), row.change())));
        List<Change> held = new ArrayList<>();
        for (Written.Held each : result.held()) {
            each.missing()
                    .filter(openLetters::contains)
                    .ifPresentOrElse(
                            parent -> refused.add(Refused.withIts(parent, (Upsert) each.change())),
                            () -> held.add(each.change()));
        }
        deadLetters.write(refused);
        // What was before a row that is refused may still be there, for rows that referred to it.
        refused.forEach(row -> row.row().flatMap(Upsert::deletion).ifPresent(held::add));
        return new Settled(held, refused.size());
    }
}
