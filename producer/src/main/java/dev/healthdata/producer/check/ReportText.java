package dev.healthdata.producer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report for people. */
public final class ReportText {
    private ReportText() {}

    public static List<String> lines(FileReport report) {
        if (report instanceof FileReport.Unusable unusable) {
            return List.of(unusable.file() + ": cannot be used: it " + unusable.reason());
        }
        FileReport.Checked checked = (FileReport.Checked) report;
        List<String> lines = new ArrayList<>();
        lines.add("%s: %,d rows as %s, %,d rejected (%,d of them malformed), %,d with warnings%s"
                .formatted(
                        checked.file(),
                        checked.rows(),
                        checked.table(),
                        checked.rejected(),
                        checked.malformed(),
                        checked.warned(),
                        checked.leftOut() == 0 ? "" : ", %,d left out by the mapping".formatted(checked.leftOut())));
        if (!checked.unknownColumns().isEmpty()) {
            lines.add("  columns that the table has not are left out: " + String.join(", ", checked.unknownColumns()));
        }
        checked.haltedAfter()
                .ifPresent(line ->
                        lines.add("  a replay is halted after line %,d and holds the rest back".formatted(line)));
        checked.findings().forEach(finding -> lines.add(line(checked.file(), finding)));
        return lines;
    }

    private static String line(String file, Finding finding) {
        String examples =
                finding.lines().stream().map(line -> file + ":" + line).collect(Collectors.joining(", "));
        return "  %-7s %,9d x %s, as in %s".formatted(finding.severity(), finding.rows(), finding.rule(), examples);
    }
}
