package dev.healthdata.records.rule;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.constraint.Check;
import dev.healthdata.records.constraint.Severity;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.table.Comparison;
import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import dev.healthdata.records.table.TwinCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rules of all tables, read from the tables' records and {@link RowCheck}. */
public final class RuleCatalog {
    /** The last part of the id of the rule that a reference gives. */
    public static final String REFERENCE = "reference";

    private static final Map<String, Rule> BY_ID = read();

    private RuleCatalog() {}

    /** By table, row checks first, then by column. */
    public static List<Rule> all() {
        return List.copyOf(BY_ID.values());
    }

    public static Optional<Rule> find(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** What is found where a referred row has not come. */
    public static Violation missing(Table table, Reference reference) {
        return Violation.of(table.name(), reference.column(), REFERENCE, meaning(reference));
    }

    /** What is found where a day is before the one that it is compared with. */
    public static Violation before(Table table, Comparison comparison) {
        String field = table.columns().get(comparison.column()).name();
        return Violation.of(table.name(), field, comparison.check(), meaning(table, comparison));
    }

    /** What is found where a row has a twin. */
    public static Violation twin(Table table, TwinCheck twin) {
        String field = table.references().get(twin.reference()).column();
        return Violation.of(table.name(), field, twin.check(), meaning(table, twin));
    }

    private static Map<String, Rule> read() {
        List<Rule> rules = new ArrayList<>();
        for (Table table : Tables.all()) {
            for (RowCheck check : RowCheck.values()) {
                rules.add(rule(
                        table, Violation.ROW, check.check(), Severity.REJECT, true, check.stage(), check.meaning()));
            }
            for (int column = 0; column < table.columns().size(); column++) {
                rules.addAll(ofColumn(table, column));
            }
        }
        Map<String, Rule> byId = new LinkedHashMap<>();
        rules.forEach(rule -> byId.put(rule.id(), rule));
        return byId;
    }

    private static List<Rule> ofColumn(Table table, int column) {
        String field = table.columns().get(column).name();
        List<Rule> rules = new ArrayList<>();
        table.annotations(column).stream()
                .flatMap(each -> Constraint.of(each).stream())
                .forEach(constraint -> {
                    Check check = constraint.check();
                    rules.add(rule(
                            table,
                            field,
                            check.value(),
                            constraint.severity(),
                            check.firm(),
                            Stage.VALIDATE,
                            constraint.meaning()));
                });
        table.references().stream()
                .filter(reference -> reference.index() == column)
                .map(reference ->
                        rule(table, field, REFERENCE, Severity.REJECT, true, Stage.REFERENCE, meaning(reference)))
                .forEach(rules::add);
        table.twins().stream()
                .filter(twin -> table.references().get(twin.reference()).index() == column)
                .map(twin ->
                        rule(table, field, twin.check(), Severity.WARN, false, Stage.REFERENCE, meaning(table, twin)))
                .forEach(rules::add);
        table.comparisons().stream()
                .filter(comparison -> comparison.column() == column)
                .map(comparison -> rule(
                        table,
                        field,
                        comparison.check(),
                        Severity.WARN,
                        false,
                        Stage.REFERENCE,
                        meaning(table, comparison)))
                .forEach(rules::add);
        return rules;
    }

    private static Rule rule(
            Table table, String field, String check, Severity severity, boolean firm, Stage stage, String meaning) {
        String id = Violation.of(table.name(), field, check, meaning).rule();
        return new Rule(id, table.name(), field, severity, firm, stage, meaning);
    }

    private static String meaning(Reference reference) {
        return "refers to a row of " + reference.table() + " that has not come";
    }

    private static String meaning(Table table, TwinCheck twin) {
        List<String> columns = twin.columns().stream()
                .map(column -> table.columns().get(column).name())
                .toList();
        return "occurs with the same " + String.join(" and ", columns) + " in a row of another id that came before";
    }

    private static String meaning(Table table, Comparison comparison) {
        Reference reference = table.references().get(comparison.reference());
        return "is before " + comparison.parentColumn() + " of the row of " + reference.table() + " that it refers to";
    }
}
