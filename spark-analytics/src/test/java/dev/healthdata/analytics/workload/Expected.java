package dev.healthdata.analytics.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The aggregates computed anew from the rows in force: slow, simple, and nothing of it is shared with the query. */
public final class Expected {
    private static final Comparator<String> BY_BYTES =
            Comparator.nullsFirst(Comparator.comparing(text -> text.getBytes(UTF_8), Arrays::compareUnsigned));

    private final Map<Table, Map<String, Change>> latest = new HashMap<>();

    /** By table and id, the highest version that was deleted. */
    private final Map<Table, Map<String, Long>> deleted = new HashMap<>();

    public Expected() {
        for (Table table : Tables.all()) {
            latest.put(table, new LinkedHashMap<>());
            deleted.put(table, new HashMap<>());
        }
    }

    /** In the order in which they were sent. */
    public void apply(Collection<Change> changes) {
        for (Change change : changes) {
            Map<String, Change> rows = latest.get(change.table());
            Change before = rows.get(change.id());
            if (change.fields() != null) {
                boolean ended = change.version() <= deleted.get(change.table()).getOrDefault(change.id(), -1L);
                if (!ended && (before == null || change.version() >= before.version())) {
                    rows.put(change.id(), change);
                }
            } else if (before != null) {
                rows.remove(change.id());
                deleted.get(change.table()).put(change.id(), before.version());
            }
        }
    }

    /** The rows in force. */
    public List<Fields> rows(String table) {
        return latest.get(Tables.named(table)).values().stream()
                .map(Change::fields)
                .toList();
    }

    /** The content of each aggregate's file. */
    public Map<Aggregate, String> files() {
        Map<Aggregate, String> files = new TreeMap<>();
        for (Aggregate aggregate : Aggregate.values()) {
            StringBuilder csv = new StringBuilder(String.join(",", aggregate.columns())).append('\n');
            rowsOf(aggregate).forEach(row -> csv.append(csv(row)).append('\n'));
            files.put(aggregate, csv.toString());
        }
        return files;
    }

    /** A line of CSV. */
    public static String csv(List<String> row) {
        return String.join(
                ",",
                row.stream()
                        .map(value -> value == null
                                ? ""
                                : value.matches("(?s).*[,\"\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value)
                        .toList());
    }

    private List<List<String>> rowsOf(Aggregate aggregate) {
        Map<String, Fields> doctors = new HashMap<>();
        rows("doctors").forEach(doctor -> doctors.put(doctor.id(), doctor));
        List<Fields> joined = rows("visits").stream()
                .filter(visit -> doctors.containsKey(doctor(visit)))
                .toList();
        return switch (aggregate) {
            case CITY_DISTRIBUTION ->
                group(rows("patients"), patient -> key(patient.get(5)), patients -> count(patients));
            case LAB_RESULT_DISTRIBUTION ->
                group(rows("lab_reports"), report -> key(report.get(2), report.get(3)), reports -> count(reports));
            case VISIT_REASON_ANALYSIS ->
                group(
                        rows("visits"),
                        visit -> key(visit.get(4)),
                        visits -> key(size(visits), distinct(visits, Expected::patient)));
            case DOCTOR_SUMMARY ->
                group(joined, visit -> key(doctor(visit)), visits -> {
                    Fields doctor = doctors.get(doctor(visits.get(0)));
                    return key(
                            size(visits),
                            distinct(visits, Expected::patient),
                            doctor.get(1),
                            doctor.get(2),
                            doctor.get(3));
                });
            case HOSPITAL_VISITS ->
                group(
                        joined,
                        visit -> key(doctors.get(doctor(visit)).get(3)),
                        visits -> key(
                                size(visits), distinct(visits, Expected::patient), distinct(visits, Expected::doctor)));
        };
    }

    private static List<List<String>> group(
            List<Fields> rows, Function<Fields, List<String>> key, Function<List<Fields>, List<String>> values) {
        Map<List<String>, List<Fields>> groups = new HashMap<>();
        rows.forEach(row ->
                groups.computeIfAbsent(key.apply(row), k -> new ArrayList<>()).add(row));
        Comparator<List<String>> byFirst = Comparator.comparing(row -> row.get(0), BY_BYTES);
        List<List<String>> result = new ArrayList<>();
        groups.keySet().stream()
                .sorted(byFirst.thenComparing(row -> row.get(row.size() - 1), BY_BYTES))
                .forEach(group -> {
                    List<String> row = new ArrayList<>(group);
                    row.addAll(values.apply(groups.get(group)));
                    result.add(row);
                });
        return result;
    }

    private static String patient(Fields visit) {
        return visit.get(1);
    }

    private static String doctor(Fields visit) {
        return visit.get(2);
    }

    private static List<String> key(String... values) {
        return Arrays.asList(values);
    }

    private static List<String> count(List<Fields> rows) {
        return List.of(size(rows));
    }

    private static String size(List<Fields> rows) {
        return Integer.toString(rows.size());
    }

    private static String distinct(List<Fields> rows, Function<Fields, String> what) {
        return Long.toString(rows.stream().map(what).distinct().count());
    }
}
