package dev.healthdata.platform.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.healthdata.records.rule.RuleCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An audit's report for people and for programs. */
public final class AuditText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditText() {}

    public static List<String> lines(AuditReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(row("table", "rows read", "stored", "superseded", "waiting", "dead-lettered"));
        report.tables().forEach((table, books) -> lines.add(row(table, books)));
        report.onTheirWay().forEach((table, rows) -> {
            if (rows > 0) {
                lines.add(table + ": " + count(rows) + " more are on their way to the validator");
            }
        });
        report.findings()
                .forEach((rule, found) ->
                        lines.add(String.format(Locale.ROOT, "%,12d x %s (%s)", found, rule, severity(rule))));
        report.aggregates()
                .forEach((name, equal) -> lines.add(name + (equal ? " equals its SQL" : " DIFFERS from its SQL")));
        if (report.refused() > 0) {
            lines.add(count(report.refused())
                    + " clean rows were refused by the database, and the aggregates count them too"
                    + " ('./healthcare dead-letters list --stage SINK')");
        }
        report.differences().forEach(difference -> lines.add("  " + difference));
        lines.add(
                report.balanced() ? "The books balance: every row has exactly one fate." : "The books do NOT balance.");
        return lines;
    }

    /** A line for each file. */
    public static List<String> files(AuditReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(row("file", "rows read", "stored", "superseded", "waiting", "dead-lettered"));
        report.files().forEach((file, books) -> lines.add(row(file, books)));
        return lines;
    }

    /** @param byFile whether the files are in it */
    public static String json(AuditReport report, boolean byFile) {
        ObjectNode json = JSON.createObjectNode();
        json.put("balanced", report.balanced());
        ObjectNode tables = json.putObject("tables");
        report.tables().forEach((table, books) -> put(tables.putObject(table), books));
        if (byFile) {
            ObjectNode files = json.putObject("files");
            report.files().forEach((file, books) -> put(files.putObject(file), books));
        }
        ObjectNode onTheirWay = json.putObject("on_their_way");
        report.onTheirWay().forEach(onTheirWay::put);
        ObjectNode findings = json.putObject("findings");
        report.findings().forEach(findings::put);
        ObjectNode aggregates = json.putObject("aggregates");
        for (Map.Entry<String, Boolean> each : report.aggregates().entrySet()) {
            aggregates.putObject(each.getKey()).put("equal", each.getValue());
        }
        json.put("refused_by_database", report.refused());
        report.differences().forEach(json.putArray("differences")::add);
        return json.toString();
    }

    /** Unless the validator was configured otherwise. */
    private static String severity(String rule) {
        return RuleCatalog.find(rule).map(found -> found.severity().toString()).orElse("no rule of this version");
    }

    private static void put(ObjectNode json, TableBooks books) {
        json.put("rows", books.rows())
                .put("stored", books.stored())
                .put("superseded", books.superseded())
                .put("waiting", books.waiting())
                .put("dead_lettered", books.deadLettered());
    }

    private static String row(String name, TableBooks books) {
        return row(
                name,
                count(books.rows()),
                count(books.stored()),
                count(books.superseded()),
                count(books.waiting()),
                count(books.deadLettered()));
    }

    private static String row(
            String table, String rows, String stored, String superseded, String waiting, String dead) {
        return String.format(
                Locale.ROOT, "%-12s %12s %12s %12s %12s %14s", table, rows, stored, superseded, waiting, dead);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
