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
import dev.healthdata.records.table.TwinCheck;
import dev.healthdata.validator.message.Answer;
import dev.healthdata.validator.message.Days;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * The rules of a table that need a second row. What they find is a bit for each of the table's comparisons and, after
 * those, twin checks.
 */
public final class PairRules {
    private final List<Pair> pairs;
    private final List<Twin> twins;
    private final List<Finding> findings;
    private final int[] compared;
    private final int[] offered;

    public PairRules(Table table, Severities severities) {
        this.pairs = table.comparisons().stream()
                .map(comparison -> pair(table, comparison, severities))
                .toList();
        this.twins = table.twins().stream()
                .map(twin -> twin(table, twin, severities))
                .toList();
        this.findings = Stream.concat(
                        pairs.stream().map(Pair::finding), twins.stream().map(Twin::finding))
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

    /** What a row of another id must agree in to be suspected to be the same; empty for nothing. */
    public String twin(int reference, Fields fields) {
        for (Twin twin : twins) {
            if (twin.check().reference() == reference && twin.finding().severity() != Severity.OFF) {
                StringJoiner joined = new StringJoiner("|");
                twin.check().columns().forEach(column -> joined.add(Objects.toString(fields.get(column), "")));
                return joined.toString();
            }
        }
        return "";
    }

    /** Whether it matters only that the row is there, which it then is for good. */
    public boolean needsNoMoreThanPresence(int reference) {
        return pairs.stream().noneMatch(pair -> pair.reference() == reference)
                && twins.stream().noneMatch(twin -> twin.check().reference() == reference);
    }

    /** What an answer that the row is there shows. */
    public int broken(Answer answer, Days compared) {
        int broken = broken(answer.reference(), compared, answer.days());
        for (int i = 0; answer.twin() && i < twins.size(); i++) {
            if (twins.get(i).check().reference() == answer.reference()) {
                broken |= 1 << (pairs.size() + i);
            }
        }
        return broken;
    }

    private int broken(int reference, Days compared, Days offered) {
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
        for (int i = 0; i < findings.size(); i++) {
            if ((broken & 1 << i) != 0 && findings.get(i).severity() == severity) {
                violations.add(findings.get(i).violation());
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
                new Finding(severities.of(violation.rule()), violation));
    }

    private static Twin twin(Table table, TwinCheck check, Severities severities) {
        Violation violation = RuleCatalog.twin(table, check);
        return new Twin(check, new Finding(severities.of(violation.rule()), violation));
    }

    /** The columns that other tables compare with, in their order. */
    private static List<Integer> offeredColumns(Table table) {
        return Tables.referringTo(table).stream()
                .flatMap(child -> child.comparisons().stream()
                        .filter(comparison ->
                                child.references().get(comparison.reference()).leadsTo(table)))
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

    private record Finding(Severity severity, Violation violation) {}

    private record Pair(int column, int reference, int offered, Finding finding) {}

    private record Twin(TwinCheck check, Finding finding) {}
}
