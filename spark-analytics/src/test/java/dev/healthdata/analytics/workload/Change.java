package dev.healthdata.analytics.workload;

import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;

/**
 * A record of a clean topic.
 *
 * @param fields null where the row is deleted
 * @param version of no meaning in a deletion
 */
public record Change(Table table, String id, Fields fields, long version) {}
