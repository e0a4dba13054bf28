package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.Share;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The rows of all tables, which fit together. */
public final class World {
    private final List<RowSource> sources;

    private World(List<RowSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * @param rows how many rows each table's file has, by the table's name
     * @param until the last day on which anything happens
     */
    public static World of(long seed, LocalDate until, Map<String, Long> rows, Share dirty, Share noise) {
        Patients patients = new Patients(seed, until, layout(seed, "patients", rows, dirty, noise));
        Doctors doctors = new Doctors(seed, layout(seed, "doctors", rows, dirty, noise));
        Visits visits = new Visits(seed, until, layout(seed, "visits", rows, dirty, noise), patients, doctors);
        LabReports reports =
                new LabReports(seed, until, layout(seed, "lab_reports", rows, dirty, noise), visits, doctors);
        return new World(List.of(patients, doctors, visits, reports));
    }

    /** Each table after those that it refers to. */
    public List<RowSource> sources() {
        return sources;
    }

    public RowSource source(String table) {
        return sources.stream()
                .filter(source -> source.table().name().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private static Layout layout(long seed, String table, Map<String, Long> rows, Share dirty, Share noise) {
        return new Layout(seed, table, rows.get(table), dirty, noise);
    }
}
