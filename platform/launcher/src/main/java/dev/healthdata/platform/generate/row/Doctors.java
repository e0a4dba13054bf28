package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.SplitMix64;
import dev.healthdata.platform.generate.random.Streams;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.List;

/** Doctors, each of one specialty and at one hospital. */
final class Doctors implements RowSource {
    private static final Ids IDS = new Ids('D', 2_000);
    private static final int HOSPITAL = 3;

    private final Layout layout;
    private final Streams specialties;
    private final Streams rest;
    private final Streams corrections;

    Doctors(long seed, Layout layout) {
        this.layout = layout;
        this.specialties = new Streams(seed, "specialties");
        this.rest = new Streams(seed, "doctors");
        this.corrections = new Streams(seed, "doctors-corrections");
    }

    @Override
    public Table table() {
        return Tables.named("doctors");
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

    Specialty specialty(long slot) {
        return Specialty.ALL.draw(specialties.of(slot));
    }

    @Override
    public List<String> row(long slot) {
        SplitMix64 random = rest.of(slot);
        return List.of(
                id(slot),
                People.doctor(random),
                random.chance(10) ? "" : specialty(slot).title(),
                random.chance(20) ? "" : Places.HOSPITALS.draw(random));
    }

    /** Works at another hospital now. */
    @Override
    public List<String> corrected(long slot) {
        List<String> row = new ArrayList<>(row(slot));
        row.set(HOSPITAL, Places.HOSPITALS.drawOther(corrections.of(slot), row.get(HOSPITAL)));
        return row;
    }
}
