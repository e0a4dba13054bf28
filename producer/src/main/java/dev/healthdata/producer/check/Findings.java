package dev.healthdata.producer.check;

import dev.healthdata.records.constraint.Severity;
import dev.healthdata.records.rule.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts by rule. */
final class Findings {
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::rows, Comparator.reverseOrder())
            .thenComparing(Finding::rule);

    private final int examples;
    private final Map<String, Count> byRule = new HashMap<>();

    /** @param examples lines that are remembered for each rule */
    Findings(int examples) {
        this.examples = examples;
    }

    void add(List<Violation> violations, Severity severity, long line) {
        violations.forEach(violation -> byRule.computeIfAbsent(violation.rule(), rule -> new Count(severity))
                .add(line, examples));
    }

    List<Finding> worstFirst() {
        return byRule.entrySet().stream()
                .map(each -> each.getValue().of(each.getKey()))
                .sorted(WORST_FIRST)
                .toList();
    }

    private static final class Count {
        private final Severity severity;
        private final List<Long> lines = new ArrayList<>();
        private long rows;

        Count(Severity severity) {
            this.severity = severity;
        }

        void add(long line, int examples) {
            rows++;
            if (lines.size() < examples) {
                lines.add(line);
            }
        }

        Finding of(String rule) {
            return new Finding(rule, severity, rows, List.copyOf(lines));
        }
    }
}
