package dev.healthdata.platform.audit;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What an audit found.
 *
 * @param tables by the table's name, parents first
 * @param onTheirWay by the table's name, raw records that the validator had not taken yet; they are not among the rows
 * @param files by the file's name
 * @param findings how often each rule was found broken, by its id, by rows that are stored nevertheless too
 * @param aggregates by name, whether the file equals the SQL over the database and the rows that it refused
 * @param refused clean rows that the database refused; they are among the dead-lettered
 * @param differences the first that do not agree, each with table and id, never with a value
 */
public record AuditReport(
        Map<String, TableBooks> tables,
        Map<String, Long> onTheirWay,
        Map<String, TableBooks> files,
        SortedMap<String, Long> findings,
        Map<String, Boolean> aggregates,
        long refused,
        List<String> differences) {
    public boolean balanced() {
        return differences.isEmpty()
                && tables.values().stream().allMatch(TableBooks::balanced)
                && aggregates.values().stream().allMatch(equal -> equal);
    }
}
