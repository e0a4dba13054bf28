package dev.healthdata.platform.generate.defect;

import dev.healthdata.platform.generate.random.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * A value that breaks one rule of its column.
 *
 * @param column its place
 * @param rule the rule's id
 * @param text makes the value
 */
record BadColumn(int column, String rule, BadText text) implements Defect {
    /** Makes a wrong value of a right one. */
    interface BadText {
        String of(String right, SplitMix64 random);
    }

    @Override
    public DefectiveRow in(List<String> row, SplitMix64 random) {
        List<String> wrong = new ArrayList<>(row);
        spoil(wrong, random);
        return DefectiveRow.of(wrong, List.of(rule));
    }

    void spoil(List<String> row, SplitMix64 random) {
        row.set(column, text.of(row.get(column), random));
    }
}
