package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Rows, corrections of them and tombstones, in an order that is random but the same for a seed, and what must come of them.
 * Whatever is written, in the end no row refers to one that is deleted.
 */
final class Load {
    private static final int IDS = 300;
    private static final List<String> TABLES = List.of("patients", "doctors", "visits", "lab_reports");

    private final CleanTopics topics;
    private final Random random;
    private final Map<String, Map<String, String>> newest = new TreeMap<>();
    private final Map<String, List<String>> parents = new HashMap<>();
    private long version;

    Load(CleanTopics topics, long seed) {
        this.topics = topics;
        this.random = new Random(seed);
        TABLES.forEach(table -> newest.put(table, new TreeMap<>()));
    }

    /** Every row once, children before parents as often as not. */
    void everything() {
        List<Runnable> sends = new ArrayList<>();
        for (int i = 0; i < IDS; i++) {
            int id = i;
            TABLES.forEach(table -> sends.add(() -> write(table, id, () -> random.nextInt(IDS))));
        }
        Collections.shuffle(sends, random);
        topics.write(() -> sends.forEach(Runnable::run));
    }

    /** Newer versions of some rows, and older ones of others. */
    void corrections(int rows) {
        topics.write(() -> {
            for (int i = 0; i < rows; i++) {
                int id = random.nextInt(IDS);
                correct(TABLES.get(random.nextInt(TABLES.size())), id);
                older(id);
            }
        });
    }

    /** As corrections, and of ten rows one is deleted, so that some come anew and older versions of some that are not there. */
    void correctionsAndTombstones(int rows) {
        topics.write(() -> {
            for (int i = 0; i < rows; i++) {
                String table = TABLES.get(random.nextInt(TABLES.size()));
                int id = random.nextInt(IDS);
                if (random.nextInt(10) == 0 && !isReferredTo(id(table, id))) {
                    topics.tombstone(table, id(table, id));
                    newest.get(table).remove(id(table, id));
                    parents.remove(id(table, id));
                } else {
                    correct(table, id);
                }
                older(random.nextInt(IDS));
            }
        });
    }

    /** The rows are those that must be there, in the versions that they must have, and there are no others. */
    void assertStored(SinkFixture fixture) throws SQLException {
        for (var table : newest.entrySet()) {
            Map<String, String> stored = new TreeMap<>();
            fixture.rows(table.getKey()).forEach(row -> stored.put(row.get(0), String.join("|", row)));
            assertThat(stored).as(table.getKey()).isEqualTo(table.getValue());
        }
    }

    private void older(int id) {
        topics.row("doctors", 0, id("doctors", id), "older", "older", "older");
    }

    private interface Pick {
        int id();
    }

    /** Refers to rows that are not deleted. */
    private void correct(String table, int id) {
        write(table, id, null);
    }

    /** @param pick of the rows that it refers to; null for any that is there */
    private void write(String table, int id, Pick pick) {
        switch (table) {
            case "patients" -> row(table, List.of(), id(table, id), text(), "M", "1970-05-05", "A+", "Oslo");
            case "doctors" -> row(table, List.of(), id(table, id), text(), "Cardiology", "St. Mary's");
            case "visits" -> {
                String patient = parent("patients", pick);
                String doctor = parent("doctors", pick);
                row(table, List.of(patient, doctor), id(table, id), patient, doctor, "2024-01-01", text(), "type");
            }
            default -> {
                String visit = parent("visits", pick);
                row(table, List.of(visit), id(table, id), visit, "HbA1c", text(), "2024-01-02");
            }
        }
    }

    private String parent(String table, Pick pick) {
        if (pick != null) {
            return id(table, pick.id());
        }
        List<String> there = List.copyOf(newest.get(table).keySet());
        return there.get(random.nextInt(there.size()));
    }

    private boolean isReferredTo(String id) {
        return parents.values().stream().anyMatch(each -> each.contains(id));
    }

    private String text() {
        return "text " + random.nextInt();
    }

    private static String id(String table, int id) {
        return table.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + id;
    }

    private void row(String table, List<String> refersTo, String... values) {
        topics.row(table, ++version, values);
        newest.get(table).put(values[0], String.join("|", values) + "|" + version);
        parents.put(values[0], refersTo);
    }
}
