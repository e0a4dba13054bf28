package dev.healthdata.sink.consume;

import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.change.CleanReader.Read.Unreadable;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.deadletter.OpenLetters;
import dev.healthdata.sink.deadletter.Refused;
import dev.healthdata.sink.deadletter.SinkDeadLetters;
import dev.healthdata.sink.write.Written;
import java.util.ArrayList;
import java.util.List;

/** Tells what was not stored from what waits, and writes the dead letters. */
public final class Settlement {
    private final SinkDeadLetters deadLetters;
    private final OpenLetters openLetters;

    /** @param openLetters of rows that the database refused: others must not wait for these */
    public Settlement(SinkDeadLetters deadLetters, OpenLetters openLetters) {
        this.deadLetters = deadLetters;
        this.openLetters = openLetters;
    }

    /**
     * What became of a batch.
     *
     * @param held what waits on
     * @param refused how many dead letters there were
     */
    record Settled(List<Change> held, int refused) {}

    /**
     * To be called when the rest is committed: a retry must not find a row both refused and stored.
     *
     * @throws SinkStopped if the database refuses most of the rows
     */
    Settled settle(Written result, List<Unreadable> unreadable) {
        MassRefusal.check(result);
        List<Refused> refused = new ArrayList<>();
        unreadable.forEach(record -> refused.add(Refused.of(record)));
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
