package dev.healthdata.validator.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.SourceError;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;

/**
 * One case of a rule's specification.
 *
 * <pre>
 * name:         what is special about it
 * given:        by table, what is other than usual in the rows that it refers to
 * before:       what is other than usual in another row of the table, sent before
 * row:          what is other than usual in the row; "x * 3" stands for xxx
 * value:        instead of a row, the value of the raw record
 * key:          of the raw record, if not the row's id
 * source-error: what the producer found
 * rejected:     rules in the row's dead letter, or
 * warned:       rules that its clean record names; with neither, it is clean
 * </pre>
 */
record RuleCase(String file, String table, Map<String, Object> yaml) {
    private static final Pattern REPEATED = Pattern.compile("(\\S+) \\* (\\d+)");

    private static final Map<String, Map<String, String>> USUAL = Map.of(
            "patients", Map.of("patient_id", "P1", "name", "Ada", "gender", "F", "dob", "1980-01-01"),
            "doctors", Map.of("doctor_id", "D1", "name", "Bo"),
            "visits", Map.of("visit_id", "V1", "patient_id", "P1", "doctor_id", "D1", "visit_date", "2025-01-01"),
            "lab_reports", Map.of("report_id", "R1", "visit_id", "V1", "report_date", "2025-01-01"));

    /** The rows that it refers to, and those that they refer to. */
    void sendGiven(Bench bench) {
        Map<String, Map<String, Object>> given = map("given");
        for (Table each : Tables.all()) {
            if (each.name().equals(table)) {
                if (yaml.containsKey("before")) {
                    send(bench, each, row(table, map("before")));
                }
                return;
            }
            Map<String, String> row = row(each.name(), given.getOrDefault(each.name(), Map.of()));
            // The usual one too, for other rows of the case may refer to it.
            send(bench, each, row(each.name(), Map.of()));
            send(bench, each, row);
        }
    }

    void send(Bench bench) {
        Table to = Tables.named(table);
        Map<String, String> row = row(table, this.map("row"));
        byte[] value = yaml.containsKey("value") ? bytes(yaml.get("value")) : json(row);
        String key = yaml.containsKey("key")
                ? (String) yaml.get("key")
                : row.get(to.idColumn().name());
        Headers headers = bench.headers();
        if (yaml.containsKey("source-error")) {
            headers.add(SourceError.HEADER, bytes(yaml.get("source-error")));
        }
        bench.raw(table, key, value, headers);
        bench.settle();
    }

    List<String> rejected() {
        return rules("rejected");
    }

    List<String> warned() {
        return rules("warned");
    }

    @Override
    public String toString() {
        return file + " " + table + ": " + yaml.get("name");
    }

    private static void send(Bench bench, Table to, Map<String, String> row) {
        bench.raw(to.name(), row.get(to.idColumn().name()), json(row), bench.headers());
        bench.settle();
    }

    private static Map<String, String> row(String table, Map<String, Object> changes) {
        Map<String, String> row = new LinkedHashMap<>(USUAL.get(table));
        changes.forEach((column, value) -> row.put(column, text(value)));
        return row;
    }

    private static String text(Object value) {
        if (value == null) {
            return null;
        }
        Matcher repeated = REPEATED.matcher(value.toString());
        return repeated.matches() ? repeated.group(1).repeat(Integer.parseInt(repeated.group(2))) : value.toString();
    }

    private static byte[] json(Map<String, String> row) {
        return RawJson.encode(new ArrayList<>(row.keySet()), new ArrayList<>(row.values()));
    }

    private static byte[] bytes(Object text) {
        return text == null ? null : ((String) text).getBytes(UTF_8);
    }

    /** A rule of every table is written without one. */
    private List<String> rules(String key) {
        return ((List<?>) yaml.getOrDefault(key, List.of()))
                .stream()
                        .map(rule -> rule.toString().startsWith("row.") ? table + "." + rule : rule.toString())
                        .toList();
    }

    @SuppressWarnings("unchecked") // what YAML reads is untyped
    private <V> Map<String, V> map(String key) {
        return new HashMap<>((Map<String, V>) yaml.getOrDefault(key, Map.of()));
    }
}
