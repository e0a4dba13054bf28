package dev.healthdata.microbenchmarks;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.util.List;
import java.util.stream.IntStream;

/** Visits, which are most of all rows. */
final class SampleRows {
    static final Table VISITS = Tables.named("visits");

    /** As many as a batch of the sink's statement. */
    static final int COUNT = 1_000;

    private SampleRows() {}

    static List<String> columns() {
        return VISITS.columnNames();
    }

    static List<List<String>> values() {
        return IntStream.range(0, COUNT)
                .mapToObj(row -> List.of(
                        "V" + (300_000 + row),
                        "P" + (100_000 + row % 97),
                        "D" + (2_000 + row % 13),
                        "2024-05-" + (10 + row % 18),
                        "Routine Checkup",
                        "OPD"))
                .toList();
    }

    static List<Fields> fields() {
        return values().stream().map(row -> Fields.of(VISITS, row)).toList();
    }
}
