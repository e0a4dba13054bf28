package dev.healthdata.analytics.workload;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Few rows that change a lot, so that every kind of correction meets every other. The same seed gives the same. */
public final class RandomWorkload {
    private static final Table PATIENTS = Tables.named("patients");
    private static final Table DOCTORS = Tables.named("doctors");
    private static final Table VISITS = Tables.named("visits");
    private static final Table LAB_REPORTS = Tables.named("lab_reports");

    /**
     * Among them what needs quotes, what sorts otherwise in UTF-16 than in UTF-8, what does where the shorter of two texts
     * is padded with spaces, and nothing at all and its name.
     */
    private static final List<String> TEXTS = Arrays.asList(
            "North",
            "Zürich",
            "St. Mary, \"old\"",
            "O'Neill",
            "🏥 East",
            "\uFF5E",
            "zwei",
            "zwei\nZeilen",
            null,
            "null",
            "a",
            "a:b",
            "b");

    private final Random random;
    private final int patients;
    private final int doctors;
    private final int visits;
    private final int labReports;
    private long version = 1000;

    public RandomWorkload(long seed, int visits) {
        this.random = new Random(seed);
        this.patients = Math.max(5, visits / 5);
        this.doctors = Math.max(5, visits / 20);
        this.visits = visits;
        this.labReports = visits / 2;
    }

    /** Every row once, children and parents mixed. */
    public List<Change> everyRow() {
        List<Change> changes = new ArrayList<>();
        add(changes, PATIENTS, patients);
        add(changes, DOCTORS, doctors);
        add(changes, VISITS, visits);
        add(changes, LAB_REPORTS, labReports);
        Collections.shuffle(changes, random);
        return changes;
    }

    private void add(List<Change> changes, Table table, int rows) {
        for (int i = 0; i < rows; i++) {
            changes.add(write(table, i, ++version));
        }
    }

    /** Corrections of any row, older versions after newer ones, and the same again. */
    public List<Change> corrections(int count) {
        List<Change> changes = new ArrayList<>();
        while (changes.size() < count) {
            Table table = anyTable();
            long stale = random.nextInt(5) == 0 ? random.nextInt(500) : 0;
            Change change = write(table, random.nextInt(rows(table)), ++version - stale);
            changes.addAll(Collections.nCopies(random.nextInt(10) == 0 ? 2 : 1, change));
        }
        return changes;
    }

    /** Corrections with deletions of any row among them, parents too. */
    public List<Change> correctionsAndDeletions(int count) {
        List<Change> changes = new ArrayList<>();
        for (Change change : corrections(count)) {
            changes.add(random.nextInt(6) == 0 ? new Change(change.table(), change.id(), null, 0) : change);
        }
        return changes;
    }

    private Table anyTable() {
        int n = random.nextInt(20);
        return n < 3 ? PATIENTS : n < 6 ? DOCTORS : n < 15 ? VISITS : LAB_REPORTS;
    }

    private int rows(Table table) {
        return table == PATIENTS ? patients : table == DOCTORS ? doctors : table == VISITS ? visits : labReports;
    }

    private Change write(Table table, int number, long rowVersion) {
        String id = table.name().substring(0, 1).toUpperCase(Locale.ROOT) + number;
        List<String> values = table == PATIENTS
                ? Arrays.asList(id, "Name", "F", "1990-01-01", "O+", text())
                : table == DOCTORS
                        ? Arrays.asList(id, "Dr " + random.nextInt(3), text(), text())
                        : table == VISITS
                                ? Arrays.asList(
                                        id, "P" + few(patients), "D" + few(doctors), "2026-01-01", text(), "OPD")
                                : Arrays.asList(id, "V" + few(visits), text(), text(), "2026-01-02");
        return new Change(table, id, Fields.of(table, values), rowVersion);
    }

    /** The first are in most rows, as in life. */
    private int few(int of) {
        return (int) (of * Math.pow(random.nextDouble(), 2));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
