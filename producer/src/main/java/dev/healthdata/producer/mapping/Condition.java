package dev.healthdata.producer.mapping;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a row must be like to be one of the table.
 *
 * @param column in lower case
 * @param anyOf of these its trimmed value must be
 */
record Condition(String column, Set<String> anyOf) {
    Condition {
        anyOf = Set.copyOf(anyOf);
    }

    boolean isMetBy(SourceRow row) {
        return anyOf.contains(row.get(column).strip());
    }

    String canonical() {
        return Canonical.of("where", column, Canonical.of("any", new TreeSet<>(anyOf)));
    }
}
