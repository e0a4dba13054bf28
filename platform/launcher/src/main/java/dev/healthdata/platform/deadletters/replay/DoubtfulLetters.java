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
 * Open dead letters whose rows are sent as they are, and may be older than others of their ids: the database had refused them, or
 * they get another key, where others had sent them under a key that is none, or into a wrong partition.
 */
public final class DoubtfulLetters {
    private final Preparation preparation;
    private final Map<Table, NewestRows> newest = new HashMap<>();

    private DoubtfulLetters(Preparation preparation) {
        this.preparation = preparation;
    }

    /**
     * Learns what came of their ids.
     *
     * @param letters gives the dead letters that are meant
     * @param validator the validator's application id
     */
    public static DoubtfulLetters read(
            Consumer<Consumer<OpenLetter>> letters, TopicReader reader, String validator, Preparation preparation) {
        DoubtfulLetters doubtful = new DoubtfulLetters(preparation);
        Map<Table, Set<String>> ids = new HashMap<>();
        letters.accept(letter -> {
            Candidate row = preparation.corrected(Candidate.of(letter));
            if (row.target().known() && NewestRows.mayBeOutdated(row)) {
                ids.computeIfAbsent(letter.table(), any -> new HashSet<>()).add(RawRow.key(row));
            }
        });
        ids.forEach((table, those) -> doubtful.newest.put(table, NewestRows.read(reader, validator, table, those)));
        return doubtful;
    }

    /** Why a row is not to be sent; empty if it is. */
    public Optional<Result> objection(Candidate letter) {
        NewestRows known = newest.get(letter.target().table());
        return known == null || !letter.target().known()
                ? Optional.empty()
                : known.objection(preparation.corrected(letter));
    }
}
