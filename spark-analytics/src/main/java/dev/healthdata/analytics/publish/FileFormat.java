package dev.healthdata.analytics.publish;

import dev.healthdata.records.aggregate.Aggregate;
import java.util.List;

/** How an aggregate is written. The same rows always give the same bytes. */
interface FileFormat {
    /** Of the file's name, without the dot. */
    String ending();

    /** @param rows of values by the aggregate's columns, null for NULL */
    byte[] encode(Aggregate aggregate, List<List<String>> rows);
}
