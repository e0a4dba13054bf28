package dev.healthdata.platform.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report on the platform for people and for programs. */
final class StatusText {
    private StatusText() {}

    static List<String> lines(StatusReport report) {
        List<String> lines = new ArrayList<>(StatusLines.of(report.tallies(), report.behind(), report.halted()));
        lines.add(String.format(
                Locale.ROOT,
                "validator %s, %s; sink %s; analytics %s%s",
                part(report.validators()),
                report.validatorBehind() == 0
                        ? "up to date"
                        : String.format(Locale.ROOT, "%,d behind", report.validatorBehind()),
                part(report.sinks()),
                switch (report.analytics()) {
                    case UP -> "up";
                    case DOWN -> "DOWN";
                    case UNKNOWN -> "not asked (--analytics-health)";
                },
                report.rowsPerSecond()
                        .map(rate -> String.format(Locale.ROOT, "; %,d rows/s", rate))
                        .orElse("")));
        if (report.refused() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d clean rows were refused by the database: './healthcare dead-letters list --stage SINK'",
                    report.refused()));
        }
        report.oldestWaiting()
                .ifPresent(since -> lines.add("the row that waits longest came at " + since + ", "
                        + Duration.between(since, Instant.now()).toSeconds() + " s ago"));
        return lines;
    }

    static String json(StatusReport report) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        ObjectNode tables = json.putObject("tables");
        for (Table table : Tables.all()) {
            Tally tally = report.tallies().of(table);
            tables.putObject(table.name())
                    .put("rows", tally.rows())
                    .put("clean", tally.clean())
                    .put("waiting", tally.waiting() - tally.overdue())
                    .put("dead_letters", tally.openDeadLetters());
        }
        json.putObject("validator").put("members", report.validators()).put("behind", report.validatorBehind());
        json.putObject("database")
                .put("members", report.sinks())
                .put("behind", report.behind().database())
                .put("refused", report.refused());
        ObjectNode aggregates = json.putObject("aggregates");
        switch (report.analytics()) {
            case UP -> aggregates.put("up", true);
            case DOWN -> aggregates.put("up", false);
            case UNKNOWN -> aggregates.putNull("up");
        }
        aggregates
                .put("behind", report.behind().aggregates())
                .put("as_of", report.behind().aggregatesAsOf().orElse(null));
        json.put("oldest_waiting", report.oldestWaiting().map(Instant::toString).orElse(null));
        var halted = json.putArray("halted");
        report.halted().forEach(books -> halted.addObject()
                .put("file", books.file())
                .put("line", books.lines())
                .put("rejected", books.rejected())
                .put("rows", books.records()));
        return json.toString();
    }

    private static String part(int members) {
        return members == 0 ? "DOWN" : "up (" + members + " consumers)";
    }
}
