package dev.healthdata.sink.write;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.change.Changes;
import dev.healthdata.sink.change.RowId;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.SqlFailure;
import java.util.List;

/** Changes that have, or refer to, an id that no row can have. What the database would say of them is known. */
final class Impossible {
    private static final SqlFailure TOO_LONG = new SqlFailure.Row(1406, "22001");

    private Impossible() {}

    /**
     * The other changes.
     *
     * @param written rows are rejected in it; of a deletion there is nothing to delete
     */
    static Changes leftOut(Changes changes, Written written) {
        List<Change> impossible =
                changes.stream().filter(change -> !isPossible(change)).toList();
        if (impossible.isEmpty()) {
            return changes;
        }
        for (Change change : impossible) {
            if (change instanceof Upsert) {
                written.rejected().add(new Written.Rejected(change, TOO_LONG));
            } else {
                written.store(1);
            }
        }
        Changes others = new Changes();
        changes.stream().filter(Impossible::isPossible).forEach(others::add);
        return others;
    }

    private static boolean isPossible(Change change) {
        Table table = change.table();
        return RowId.isPossible(table, change.id())
                && (!(change instanceof Upsert row)
                        || table.references().stream().allMatch(reference -> {
                            String id = Parents.id(row, reference);
                            return id == null || RowId.isPossible(Tables.named(reference.table()), id);
                        }));
    }
}
