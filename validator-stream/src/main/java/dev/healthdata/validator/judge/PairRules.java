package dev.healthdata.validator.judge;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.constraint.IsoDates;
import dev.healthdata.records.constraint.Severity;
import dev.healthdata.records.rule.RuleCatalog;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Comparison;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.message.Days;
import java.util.ArrayList;
import java.util.List;

/** The rules of a table that need a second row. What they find is a bit for each of the table's comparisons. */
public final class PairRules {
    private final List<Pair> pairs;
    private final int[] compared;
    private final int[] offered;

    public PairRules(Table table, Severities severities) {
        this.pairs = table.comparisons().stream()
                .map(comparison -> pair(table, comparison, severities))
                .toList();
        this.compared = pairs.stream().mapToInt(Pair::column).toArray();
        this.offered =
                offeredColumns(table).stream().mapToInt(Integer::intValue).toArray();
    }

    /** What rows that refer to this one are compared with. */
    public Days offered(Fields fields) {
        return days(fields, offered);
    }

    /** What is compared with the rows that this one refers to. */
    public Days compared(Fields fields) {
        return days(fields, compared);
    }

    /** @param reference which of its table's references was answered, from 0 */
    public int broken(int reference, Days compared, Days offered) {
        int broken = 0;
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            if (pair.reference() == reference && compared.isBefore(i, offered, pair.offered())) {
                broken |= 1 << i;
            }
        }
        return broken;
    }

    /** Of what was found, what has this severity. */
    public List<Violation> violations(int broken, Severity severity) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            if ((broken & 1 << i) != 0 && pairs.get(i).severity() == severity) {
                violations.add(pairs.get(i).violation());
            }
        }
        return violations;
    }

    private static Pair pair(Table table, Comparison comparison, Severities severities) {
        Violation violation = RuleCatalog.before(table, comparison);
        Table parent =
                Tables.named(table.references().get(comparison.reference()).table());
        int parentColumn = parent.indexOf(comparison.parentColumn()).orElseThrow();
        return new Pair(
                comparison.column(),
                comparison.reference(),
                offeredColumns(parent).indexOf(parentColumn),
                severities.of(violation.rule()),
                violation);
    }

    /** The columns that other tables compare with, in their order. */
    private static List<Integer> offeredColumns(Table table) {
        return Tables.referringTo(table).stream()
                .flatMap(child -> child.comparisons().stream().filter(comparison -> child.references()
                        .get(comparison.reference())
                        .table()
                        .equals(table.name())))
                .map(comparison -> table.indexOf(comparison.parentColumn()).orElseThrow())
                .distinct()
                .sorted()
                .toList();
    }

    private static Days days(Fields fields, int[] columns) {
        if (columns.length == 0) {
            return Days.NONE;
        }
        int[] days = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            days[i] = day(fields.get(columns[i]));
        }
        return new Days(days);
    }

    private static int day(String text) {
        return text == null
                ? Days.UNKNOWN
                : IsoDates.parse(text).map(day -> (int) day.toEpochDay()).orElse(Days.UNKNOWN);
    }

    private record Pair(int column, int reference, int offered, Severity severity, Violation violation) {}
}
