package dev.healthdata.producer.judge;

import dev.healthdata.producer.csv.CsvRow;
import dev.healthdata.records.rule.Outcome;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.List;

/** Says what the validator will say of a row by itself. Whether the rows that it refers to are there is left open. */
public final class RowJudge {
    private final Table table;
    private final RowRules rules;

    public RowJudge(Table table, RowRules rules) {
        this.table = table;
        this.rules = rules;
    }

    public Outcome judge(CsvRow row) {
        if (row instanceof CsvRow.Row good) {
            return rules.judge(fields(good));
        }
        return new Outcome.Rejected(List.of(((CsvRow.Malformed) row).error().toViolation(table)));
    }

    public boolean rejects(CsvRow row) {
        return !(row instanceof CsvRow.Row good) || rules.rejects(fields(good));
    }

    private Fields fields(CsvRow.Row row) {
        List<String> trimmed = new ArrayList<>(row.values().size()); // the library's lists take no nulls
        for (String value : row.values()) {
            trimmed.add(Fields.trim(value));
        }
        return Fields.of(table, trimmed);
    }
}
