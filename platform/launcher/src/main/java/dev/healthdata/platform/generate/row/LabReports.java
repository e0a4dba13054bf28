package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.SplitMix64;
import dev.healthdata.platform.generate.random.Streams;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reports of what a visit's doctor had tested, in about the order of the visits; some visits have several. */
final class LabReports implements RowSource {
    private static final Ids IDS = new Ids('R', 400_000);
    private static final int VISITS_AROUND = 30;
    private static final int RESULT = 3;
    private static final int SLOWEST_DAYS = 10;

    private final Layout layout;
    private final LocalDate until;
    private final Visits visits;
    private final Doctors doctors;
    private final Streams rows;
    private final Streams corrections;

    LabReports(long seed, LocalDate until, Layout layout, Visits visits, Doctors doctors) {
        this.layout = layout;
        this.until = until;
        this.visits = visits;
        this.doctors = doctors;
        this.rows = new Streams(seed, "reports");
        this.corrections = new Streams(seed, "reports-corrections");
    }

    @Override
    public Table table() {
        return Tables.named("lab_reports");
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public String id(long slot) {
        return IDS.of(slot);
    }

    @Override
    public String unknownId(long number) {
        return IDS.unknown(number);
    }

    @Override
    public List<String> row(long slot) {
        SplitMix64 random = rows.of(slot);
        long visit = visit(slot, random);
        LabTest test = test(visit, random);
        // Of two draws the lower: most reports come soon.
        int days = Math.min(random.between(0, SLOWEST_DAYS), random.between(0, SLOWEST_DAYS));
        LocalDate day = visits.visitor(visit).day().plusDays(days);
        return List.of(
                id(slot),
                visits.id(visit),
                random.chance(10) ? "" : test.title(),
                random.chance(40) ? "" : test.results().draw(random),
                (day.isAfter(until) ? until : day).toString());
    }

    /** The test had another result. */
    @Override
    public List<String> corrected(long slot) {
        SplitMix64 again = rows.of(slot);
        LabTest test = test(visit(slot, again), again);
        List<String> row = new ArrayList<>(row(slot));
        row.set(RESULT, test.results().drawOther(corrections.of(slot), row.get(RESULT)));
        return row;
    }

    private long visit(long slot, SplitMix64 random) {
        long there = visits.layout().slots();
        long about = slot * there / layout.slots() + random.below(VISITS_AROUND);
        return visits.layout().knownFrom(about % there);
    }

    private LabTest test(long visit, SplitMix64 random) {
        return doctors.specialty(visits.doctor(visit)).tests().draw(random);
    }
}
