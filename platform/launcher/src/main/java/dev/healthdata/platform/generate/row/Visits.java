package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.SplitMix64;
import dev.healthdata.platform.generate.random.Streams;
import dev.healthdata.platform.generate.random.Weighted;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/** Visits of three years in about the order of their days, of patients who are born by then. */
final class Visits implements RowSource {
    private static final Ids IDS = new Ids('V', 300_000);
    private static final int YEARS = 3;
    private static final int PATIENTS_TRIED = 20;
    private static final String EMERGENCY = "Emergency";
    private static final Weighted<String> TYPES = Weighted.of("Outpatient", 52)
            .or("Follow-up", 18)
            .or(EMERGENCY, 14)
            .or("Inpatient", 9)
            .or("Telehealth", 7)
            .build();

    private final Layout layout;
    private final LocalDate until;
    private final Patients patients;
    private final Doctors doctors;
    private final Streams who;
    private final Streams rest;
    private final Streams corrections;

    Visits(long seed, LocalDate until, Layout layout, Patients patients, Doctors doctors) {
        this.layout = layout;
        this.until = until;
        this.patients = patients;
        this.doctors = doctors;
        this.who = new Streams(seed, "visitors");
        this.rest = new Streams(seed, "visits");
        this.corrections = new Streams(seed, "visits-corrections");
    }

    /** What a visit's reports depend on. */
    record Visitor(long patient, LocalDate day, String type) {}

    @Override
    public Table table() {
        return Tables.named("visits");
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

    Visitor visitor(long slot) {
        SplitMix64 random = who.of(slot);
        String type = TYPES.draw(random);
        LocalDate day = day(slot, type, random);
        long patient = 0;
        for (int tried = 0; tried < PATIENTS_TRIED; tried++) {
            long drawn = Popularity.MILD.draw(random, patients.layout().slots());
            patient = patients.layout().knownFrom(drawn);
            if (!patients.birth(patient).isAfter(day)) {
                return new Visitor(patient, day, type);
            }
        }
        return new Visitor(patient, patients.birth(patient), type);
    }

    long doctor(long slot) {
        return doctor(rest.of(slot));
    }

    @Override
    public List<String> row(long slot) {
        SplitMix64 random = rest.of(slot);
        return row(slot, doctor(random), random);
    }

    /** It was another doctor. */
    @Override
    public List<String> corrected(long slot) {
        SplitMix64 random = corrections.of(slot);
        long first = doctor(slot);
        long next = first + 1 == doctors.layout().slots() ? 0 : first + 1;
        return row(slot, doctors.layout().knownFrom(next), random);
    }

    private List<String> row(long slot, long doctor, SplitMix64 random) {
        Visitor visitor = visitor(slot);
        return List.of(
                id(slot),
                patients.id(visitor.patient()),
                doctors.id(doctor),
                visitor.day().toString(),
                random.chance(30) ? "" : doctors.specialty(doctor).reasons().draw(random),
                random.chance(40) ? "" : visitor.type());
    }

    private long doctor(SplitMix64 random) {
        return doctors.layout()
                .knownFrom(Popularity.STEEP.draw(random, doctors.layout().slots()));
    }

    /** Numbers are given as people come, give or take two days; at the weekend mostly emergencies do. */
    private LocalDate day(long slot, String type, SplitMix64 random) {
        LocalDate first = until.minusYears(YEARS);
        long days = until.toEpochDay() - first.toEpochDay();
        long day = slot * days / layout.slots() + random.between(-2, 2);
        LocalDate date = first.plusDays(Math.max(0, Math.min(days, day)));
        boolean closed = !type.equals(EMERGENCY) && random.chance(900);
        return closed && isWeekend(date) && date.isAfter(first.plusDays(2)) ? date.with(DayOfWeek.FRIDAY) : date;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }
}
