package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.platform.books.Content;
import dev.healthdata.platform.deadletters.letter.Cells;
import dev.healthdata.platform.deadletters.letter.OpenLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * What must be known of a dead letter to send its row again; small, since many are held at once.
 *
 * @param arrived when its raw record came
 * @param content of the row's values, by which an unrepaired row is told
 * @param known false if the row could not be read, and the values are a guess
 */
public record Target(
        Table table,
        String key,
        Stage stage,
        int attempt,
        Optional<Provenance> source,
        RawOrigin raw,
        Instant arrived,
        String where,
        long content,
        boolean known) {
    /** Whether these are the values of its row. */
    boolean says(Fields fields) {
        return content == Content.of(fields.values());
    }

    public static Target of(OpenLetter letter, Cells cells) {
        return new Target(
                letter.table(),
                letter.key(),
                letter.why().stage(),
                letter.why().attempt(),
                letter.source(),
                letter.raw(),
                letter.lastSeen(),
                letter.where(),
                Content.of(Fields.trimmed(letter.table(), cells.byColumn()).values()),
                cells.known());
    }
}
