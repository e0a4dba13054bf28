package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.deadletters.letter.OpenLetter;
import dev.healthdata.records.table.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Open dead letters whose rows are sent as they are, but under another key: their ids, where others had sent them under a key
 * that is none, or into a wrong partition.
 */
public final class RenamedLetters {
    private final Preparation preparation;
    private final Map<Table, AcceptedRows> accepted = new HashMap<>();

    private RenamedLetters(Preparation preparation) {
        this.preparation = preparation;
    }

    /**
     * Learns what was accepted under these keys.
     *
     * @param letters gives the dead letters that are meant
     */
    public static RenamedLetters read(
            Consumer<Consumer<OpenLetter>> letters, TopicReader reader, Preparation preparation) {
        RenamedLetters renamed = new RenamedLetters(preparation);
        Map<Table, Set<String>> ids = new HashMap<>();
        letters.accept(letter -> {
            Candidate row = preparation.corrected(Candidate.of(letter));
            if (row.target().known() && RawRow.isRenamed(row)) {
                ids.computeIfAbsent(letter.table(), any -> new HashSet<>()).add(RawRow.key(row));
            }
        });
        ids.forEach((table, those) -> renamed.accepted.put(table, AcceptedRows.read(reader, table, those)));
        return renamed;
    }

    /** Why a row is not to be sent; empty if it is. */
    public Optional<Result> objection(Candidate letter) {
        AcceptedRows known = accepted.get(letter.target().table());
        return known == null || !letter.target().known()
                ? Optional.empty()
                : known.objection(preparation.corrected(letter));
    }
}
