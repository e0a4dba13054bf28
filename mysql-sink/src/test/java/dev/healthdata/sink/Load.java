package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Rows and corrections of them in an order that is random but the same for a seed, and what must come of them. */
final class Load {
    private static final int IDS = 300;

    private final CleanTopics topics;
    private final Random random;
    private final Map<String, Map<String, String>> newest = new TreeMap<>();
    private long version;

    Load(CleanTopics topics, long seed) {
        this.topics = topics;
        this.random = new Random(seed);
        List.of("patients", "doctors", "visits", "lab_reports").forEach(table -> newest.put(table, new TreeMap<>()));
    }

    /** Every row once, children before parents as often as not. */
    void everything() {
        List<Runnable> sends = new ArrayList<>();
        for (int i = 0; i < IDS; i++) {
            int id = i;
            sends.add(() -> patient(id));
            sends.add(() -> doctor(id));
            sends.add(() -> visit(id));
            sends.add(() -> labReport(id));
        }
        Collections.shuffle(sends, random);
        topics.write(() -> sends.forEach(Runnable::run));
    }

    /** Newer versions of some rows, and older ones of others. */
    void corrections(int rows) {
        topics.write(() -> {
            for (int i = 0; i < rows; i++) {
                int id = random.nextInt(IDS);
                switch (random.nextInt(4)) {
                    case 0 -> patient(id);
                    case 1 -> doctor(id);
                    case 2 -> visit(id);
                    default -> labReport(id);
                }
                topics.row("doctors", 0, "D" + id, "older", "older", "older");
            }
        });
    }

    void assertStored(SinkFixture fixture) throws SQLException {
        for (var table : newest.entrySet()) {
            Map<String, String> stored = new TreeMap<>();
            fixture.rows(table.getKey()).forEach(row -> stored.put(row.get(0), String.join("|", row)));
            assertThat(stored).as(table.getKey()).isEqualTo(table.getValue());
        }
    }

    private void patient(int id) {
        row("patients", "P" + id, "name " + random.nextInt(), "M", "1970-05-05", "A+", "Oslo");
    }

    private void doctor(int id) {
        row("doctors", "D" + id, "name " + random.nextInt(), "Cardiology", "St. Mary's");
    }

    private void visit(int id) {
        row("visits", "V" + id, "P" + random.nextInt(IDS), "D" + random.nextInt(IDS), "2024-01-01", "reason", "type");
    }

    private void labReport(int id) {
        row("lab_reports", "L" + id, "V" + random.nextInt(IDS), "HbA1c", "" + random.nextInt(), "2024-01-02");
    }

    private void row(String table, String... values) {
        topics.row(table, ++version, values);
        newest.get(table).put(values[0], String.join("|", values) + "|" + version);
    }
}
