package dev.healthdata.benchmark.setup;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Clean rows, the same ones each time. */
public final class Rows {
    /** As many as the reference data have. */
    public static final int OF_REFERENCE = 91_000;

    private static final Map<String, Integer> BY_TABLE =
            Map.of("patients", 10_000, "doctors", 1_000, "visits", 50_000, "lab_reports", 30_000);
    private static final String TOO_LONG = "x".repeat(300);

    private final double scale;
    private final Bad bad;

    /** @param scale 1 for {@link #OF_REFERENCE} rows */
    public Rows(double scale, Bad bad) {
        this.scale = scale;
        this.bad = bad;
    }

    /** Takes a row, the values in the order of the table's columns. */
    public interface Taker {
        void take(Table table, String[] values);
    }

    public int count() {
        return Tables.all().stream().mapToInt(table -> count(table.name())).sum();
    }

    /** Those that the database takes. */
    public int countGood() {
        return (int) Tables.all().stream()
                .mapToLong(table -> {
                    int count = count(table.name());
                    return IntStream.range(0, count)
                            .filter(row -> !bad.is(table.name(), row, count))
                            .count();
                })
                .sum();
    }

    /** Parents first. */
    public void forEach(Taker taker) {
        for (Table table : Tables.all()) {
            int count = count(table.name());
            Random random = new Random(count);
            for (int i = 0; i < count; i++) {
                String[] values = row(table.name(), i, random);
                if (bad.is(table.name(), i, count)) {
                    values[table.name().equals("visits") ? 4 : 2] = TOO_LONG;
                }
                taker.take(table, values);
            }
        }
    }

    /** The id of a patient, by the number from 0. */
    public static String patient(long number) {
        return "P" + (100_000 + number);
    }

    /** The id of a doctor, by the number from 0. */
    public static String doctor(long number) {
        return "D" + (2_000 + number);
    }

    /** The id of a visit, by the number from 0. */
    public static String visit(long number) {
        return "V" + (300_000 + number);
    }

    /** Of one table. */
    public int count(String table) {
        return (int) Math.max(1, Math.round(BY_TABLE.get(table) * scale));
    }

    private String[] row(String table, int i, Random random) {
        String day = "20" + (10 + random.nextInt(15)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
        return switch (table) {
            case "patients" -> new String[] {patient(i), "Name Surname " + i, "F", day, "AB+", "Bengaluru"};
            case "doctors" -> new String[] {doctor(i), "Dr. Name " + i, "Cardiology", "General Hospital"};
            case "visits" ->
                new String[] {
                    visit(i),
                    patient(some("patients", random)),
                    doctor(some("doctors", random)),
                    day,
                    "Follow-up",
                    "Outpatient"
                };
            default ->
                new String[] {"R" + (400_000 + i), visit(some("visits", random)), "Blood Glucose", "Normal", day};
        };
    }

    private int some(String table, Random random) {
        int count = count(table);
        return Bad.good(random.nextInt(count), count);
    }
}
