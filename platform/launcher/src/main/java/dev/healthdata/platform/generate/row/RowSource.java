package dev.healthdata.platform.generate.row;

import dev.healthdata.records.table.Table;
import java.util.List;

/** The right rows of a table, each made from its slot alone. Values are in the order of the columns, empty for none. */
public interface RowSource {
    Table table();

    Layout layout();

    /** The id of the slot's row, and of no other. */
    String id(long slot);

    List<String> row(long slot);

    /** The row with the same id as {@link #row} and another content, as it is corrected later. */
    List<String> corrected(long slot);

    /** An id that looks like one of this table's and is none, however many rows there are. */
    String unknownId(long number);
}
