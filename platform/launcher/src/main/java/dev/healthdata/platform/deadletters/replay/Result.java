package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.records.rule.Violation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of one row.
 *
 * @param where its file and line
 * @param detail broken rules, or why it was skipped; may be empty
 */
public record Result(String table, String key, String where, Outcome outcome, String detail) {
    public static Result of(Target target, Outcome outcome, String detail) {
        return new Result(target.table().name(), target.key(), target.where(), outcome, detail);
    }

    static String rules(List<Violation> violations) {
        return violations.stream().map(Violation::rule).distinct().collect(Collectors.joining(","));
    }
}
