package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.SplitMix64;
import dev.healthdata.platform.generate.random.Streams;
import dev.healthdata.platform.generate.random.Weighted;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** People born from 1930 on; few are very old. */
final class Patients implements RowSource {
    private static final Ids IDS = new Ids('P', 100_000);
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1930, 1, 1);
    private static final Weighted<String> GENDERS =
            Weighted.of("F", 505).or("M", 485).or("Other", 10).build();

    /** Percentages among Irish blood donors; the last is not known. */
    private static final Weighted<String> BLOOD_GROUPS = Weighted.of("O+", 44)
            .or("A+", 25)
            .or("B+", 8)
            .or("O-", 8)
            .or("A-", 5)
            .or("AB+", 2)
            .or("B-", 2)
            .or("AB-", 1)
            .or("", 5)
            .build();

    private static final int CITY = 5;

    private final Layout layout;
    private final LocalDate until;
    private final Streams births;
    private final Streams rest;
    private final Streams corrections;

    Patients(long seed, LocalDate until, Layout layout) {
        this.layout = layout;
        this.until = until;
        this.births = new Streams(seed, "births");
        this.rest = new Streams(seed, "patients");
        this.corrections = new Streams(seed, "patients-corrections");
    }

    @Override
    public Table table() {
        return Tables.named("patients");
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

    LocalDate birth(long slot) {
        SplitMix64 random = births.of(slot);
        long oldest = until.toEpochDay() - FIRST_BIRTH.toEpochDay();
        long old = oldest * 4 / 5;
        long age = random.chance(880) ? random.below(old + 1) : old + random.below(oldest - old + 1);
        return until.minusDays(age);
    }

    @Override
    public List<String> row(long slot) {
        SplitMix64 random = rest.of(slot);
        String gender = GENDERS.draw(random);
        return List.of(
                id(slot),
                People.patient(random, gender),
                gender,
                birth(slot).toString(),
                BLOOD_GROUPS.draw(random),
                random.chance(30) ? "" : Places.CITIES.draw(random));
    }

    /** Has moved. */
    @Override
    public List<String> corrected(long slot) {
        List<String> row = new ArrayList<>(row(slot));
        row.set(CITY, Places.CITIES.drawOther(corrections.of(slot), row.get(CITY)));
        return row;
    }
}
