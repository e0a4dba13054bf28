package dev.healthdata.validator.ledger;

import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.judge.PairRules;
import dev.healthdata.validator.store.LedgerStores;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Rows of other tables that are known to be there, as rows that refer to them were told. One that is there stays there, so
 * it need not be asked about again, unless more of it matters than that. Half of all questions are about a few doctors.
 */
final class FoundRows {
    private static final byte[] PRESENT = {1};

    private final Table table;
    private final Optional<KeyValueStore<String, byte[]>> store;
    private final boolean[] remembered;

    FoundRows(Table table, PairRules pairRules, ProcessingContext context) {
        this.table = table;
        this.store = LedgerStores.found(table, context);
        this.remembered = new boolean[table.references().size()];
        for (int i = 0; i < remembered.length; i++) {
            remembered[i] = pairRules.needsNoMoreThanPresence(i);
        }
    }

    boolean contains(int reference, String parentId) {
        return remembered[reference] && store.orElseThrow().get(key(reference, parentId)) != null;
    }

    /** @param clean a row whose references have all been found */
    void addReferencesOf(Fields clean) {
        for (int i = 0; i < remembered.length; i++) {
            String parentId = clean.get(table.references().get(i).index());
            if (remembered[i] && parentId != null) {
                store.orElseThrow().put(key(i, parentId), PRESENT);
            }
        }
    }

    /** No table's name has a slash, so ids of different tables cannot be taken for one another. */
    private String key(int reference, String parentId) {
        return table.references().get(reference).table() + "/" + parentId;
    }
}
