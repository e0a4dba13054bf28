package dev.healthdata.records.ledger;

import dev.healthdata.records.table.Table;

/**
 * How often each rule was found broken: the validator's store of counts by rule id, one for each partition of a table,
 * written in the transaction of the records that they count.
 */
public final class Findings {
    private Findings() {}

    /** The name of the validator's store. */
    public static String store(Table table) {
        return table.nameInTopics() + "-findings";
    }

    /** The topic that it can be read from, committed records only: rule id to a count as a 64-bit integer. */
    public static String changelog(String applicationId, Table table) {
        return applicationId + "-" + store(table) + "-changelog";
    }
}
