package dev.healthdata.platform.generate.defect;

import dev.healthdata.platform.generate.defect.BadColumn.BadText;
import dev.healthdata.platform.generate.random.SplitMix64;
import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All the rules of a table's columns, broken one by one or together. */
final class BadColumns {
    /** Rules that a column's type and length do not tell of: after the column, the check and what breaks it. */
    private static final Map<String, Map<String, BadText>> PARTICULAR = Map.of(
            "patients.gender", Map.of("allowed", BadTexts::gender),
            "patients.blood_group", Map.of("allowed", BadTexts::bloodGroup),
            "patients.dob", Map.of("future", BadTexts::dateToCome));

    private BadColumns() {}

    /** Every rule of every column, in the order of the columns. */
    static List<BadColumn> of(Table table) {
        List<BadColumn> all = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            String name = table.name() + "." + column.name();
            if (column.required()) {
                all.add(new BadColumn(i, name + ".required", BadTexts::nothing));
            }
            if (isFreeText(table, column)) {
                int length = column.maxLength();
                all.add(new BadColumn(i, name + ".length", (right, random) -> BadTexts.tooLong(right, length, random)));
            }
            if (column.type() == Column.Type.DATE) {
                all.add(new BadColumn(i, name + ".date", BadTexts::notADate));
            }
            for (var particular : particulars(table, column).entrySet()) {
                all.add(new BadColumn(i, name + "." + particular.getKey(), particular.getValue()));
            }
        }
        return all;
    }

    /** Whether people write there as they like: it has a length, and no code list, which what is too long breaks too. */
    static boolean isFreeText(Table table, Column column) {
        return column.maxLength() != Column.UNBOUNDED
                && !particulars(table, column).containsKey("allowed");
    }

    private static Map<String, BadText> particulars(Table table, Column column) {
        return PARTICULAR.getOrDefault(table.name() + "." + column.name(), Map.of());
    }

    /** Something wrong in each column that can be wrong, except the id. */
    static Defect allAtOnce(List<BadColumn> all) {
        List<List<BadColumn>> byColumn = all.stream()
                .filter(bad -> bad.column() > 0)
                .collect(Collectors.groupingBy(BadColumn::column, Collectors.toList()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        return (row, random) -> spoilAll(byColumn, row, random);
    }

    private static DefectiveRow spoilAll(List<List<BadColumn>> byColumn, List<String> row, SplitMix64 random) {
        List<String> wrong = new ArrayList<>(row);
        List<String> rules = new ArrayList<>();
        for (List<BadColumn> ways : byColumn) {
            BadColumn way = ways.get(random.below(ways.size()));
            way.spoil(wrong, random);
            rules.add(way.rule());
        }
        return DefectiveRow.of(wrong, rules);
    }
}
