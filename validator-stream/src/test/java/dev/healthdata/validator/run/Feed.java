package dev.healthdata.validator.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Rows of all tables with corrections, duplicates, rows that break rules and rows that refer to nothing, and what must
 * become of them. Whether a row's reference is there does not change between its versions, so that the outcome does not
 * depend on the order between tables.
 */
final class Feed {
    private final String prefix;
    private final Random random;
    private final List<List<Row>> tables = new ArrayList<>();

    Feed(long seed, int patients, int doctors, int visits, int reports) {
        this("", seed, patients, doctors, visits, reports);
    }

    /** @param prefix of all ids, so that several feeds can share topics */
    Feed(String prefix, long seed, int patients, int doctors, int visits, int reports) {
        this.prefix = prefix;
        random = new Random(seed);
        tables.add(versions(
                "patients",
                patients,
                (id, n) -> Row.valid("patients", id, "Zoë " + n, "F", "1990-01-02", "A+", "Bonn")));
        tables.add(
                versions("doctors", doctors, (id, n) -> Row.valid("doctors", id, "Ada " + n, "Cardiology", "North")));
        tables.add(versions(
                "visits",
                visits,
                (id, n) -> Row.valid(
                        "visits",
                        id,
                        parent("patients", id, patients),
                        parent("doctors", id, doctors),
                        "2025-03-04",
                        "Checkup " + n,
                        "OPD")));
        tables.add(versions(
                "lab_reports",
                reports,
                (id, n) -> Row.valid(
                        "lab_reports", id, parent("visits", id, visits), "Blood", "Normal " + n, "2025-03-05")));
    }

    private interface Maker {
        Row make(String id, int version);
    }

    /** Versions of one row follow each other closely or at a distance, in the order of their numbers. */
    private List<Row> versions(String table, int count, Maker maker) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = prefix + table + "-" + i;
            int versions = random.nextInt(5) == 0 ? 1 + random.nextInt(4) : 1;
            int at = random.nextInt(rows.size() + 1);
            for (int n = 0; n < versions; n++) {
                // Every third is the one before it once more, as when a file is sent again.
                Row row = maker.make(id, n % 3 == 2 ? n - 1 : n);
                rows.add(at, random.nextInt(20) == 0 ? row.spoilt() : row);
                at = at + 1 + random.nextInt(rows.size() - at);
            }
        }
        return rows;
    }

    /** The same for every version of a child; one in fifty refers to nothing. */
    private String parent(String table, String childId, int count) {
        int hash = Math.floorMod(childId.substring(prefix.length()).hashCode() * 31 + table.hashCode(), 50 * count);
        return hash < count ? "nobody" : prefix + table + "-" + hash % count;
    }

    /** The rows of each table, parents first. */
    List<List<Row>> byTable() {
        return Collections.unmodifiableList(tables);
    }

    /** All rows, in the order of each table, tables mixed at random. */
    List<Row> mixed() {
        List<Row> mixed = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            order.addAll(Collections.nCopies(tables.get(i).size(), i));
        }
        Collections.shuffle(order, random);
        int[] next = new int[tables.size()];
        for (int table : order) {
            mixed.add(tables.get(table).get(next[table]++));
        }
        return mixed;
    }

    /** What must be: the clean rows, and of each open dead letter the stage and the rules. */
    record Outcome(Map<String, List<String>> clean, Map<String, String> deadLetters) {}

    /** Goes by the rules of the design, with nothing of the validator in it. */
    Outcome outcome() {
        Map<String, List<String>> clean = new HashMap<>();
        Map<String, String> deadLetters = new HashMap<>();
        for (List<Row> rows : tables) {
            Map<String, List<Row>> byId = new LinkedHashMap<>();
            rows.forEach(row ->
                    byId.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row));
            Set<String> known = new HashSet<>(clean.keySet());
            byId.forEach((id, versions) -> settle(id, versions, known, clean, deadLetters));
        }
        return new Outcome(clean, deadLetters);
    }

    private static void settle(
            String id,
            List<Row> versions,
            Set<String> known,
            Map<String, List<String>> clean,
            Map<String, String> deadLetters) {
        List<Row> valid = versions.stream().filter(Row::valid).toList();
        if (!valid.isEmpty() && valid.get(0).missing(known).isEmpty()) {
            clean.put(id, valid.get(valid.size() - 1).values());
        }
        Row newest = versions.get(versions.size() - 1);
        if (!newest.valid()) {
            deadLetters.put(id, "VALIDATE " + String.join(",", newest.empty()));
        } else if (!newest.missing(known).isEmpty()) {
            deadLetters.put(id, "REFERENCE " + String.join(",", newest.missing(known)));
        }
    }
}
