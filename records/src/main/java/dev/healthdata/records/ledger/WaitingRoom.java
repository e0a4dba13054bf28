package dev.healthdata.records.ledger;

import dev.healthdata.records.table.Table;

/** Where rows wait for the rows that they refer to: a store of the validator, by the row's id. */
public final class WaitingRoom {
    private WaitingRoom() {}

    public static String store(Table table) {
        return table.nameInTopics() + "-waiting";
    }

    /** The topic whose keys with a value are the ids that wait, committed records only. */
    public static String changelog(String applicationId, Table table) {
        return applicationId + "-" + store(table) + "-changelog";
    }
}
