package dev.healthdata.producer.csv;

import dev.healthdata.records.table.Table;
import java.util.List;
import java.util.Optional;

/** How the columns of a file become those of a table. */
public interface Layout {
    Table table();

    /** The columns of the file that are read, in lower case; each must be there once. */
    List<String> columns();

    /**
     * The values of the table's columns, in their order.
     *
     * @param read of {@link #columns()}, in their order, as they stand in the file
     * @return empty if the table takes no such row
     */
    Optional<List<String>> row(List<String> read);

    /** Whether columns of the file that are not read were left out on purpose. */
    boolean isSelective();
}
