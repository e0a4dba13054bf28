package dev.healthdata.analytics.total;

import dev.healthdata.analytics.event.Dimension;
import dev.healthdata.analytics.event.Facts;
import dev.healthdata.analytics.event.Group;
import dev.healthdata.analytics.total.Totals.Total;
import dev.healthdata.records.aggregate.Aggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of each aggregate: what its batch SQL gives over the database, in the same order, null for NULL. */
public final class AggregateRows {
    private AggregateRows() {}

    /** @return rows of text by the aggregate's columns */
    public static List<List<String>> of(Aggregate aggregate, Totals totals) {
        return switch (aggregate) {
            case DOCTOR_SUMMARY -> doctors(totals);
            case CITY_DISTRIBUTION -> groups(totals, Dimension.CITY, AggregateRows::city);
            case VISIT_REASON_ANALYSIS -> groups(totals, Dimension.REASON, AggregateRows::reason);
            case LAB_RESULT_DISTRIBUTION -> groups(totals, Dimension.LAB_RESULT, AggregateRows::labResult);
            case HOSPITAL_VISITS -> hospitals(totals);
        };
    }

    private interface Row {
        List<String> of(Group group, Total total);
    }

    private static List<List<String>> groups(Totals totals, Dimension dimension, Row row) {
        List<List<String>> rows = new ArrayList<>();
        totals.of(dimension).forEach((group, total) -> rows.add(row.of(group, total)));
        return rows;
    }

    private static List<String> city(Group group, Total total) {
        return row(group.first(), text(total.rows()));
    }

    private static List<String> reason(Group group, Total total) {
        return row(group.first(), text(total.rows()), text(total.patients()));
    }

    private static List<String> labResult(Group group, Total total) {
        return row(group.first(), group.second(), text(total.rows()));
    }

    /** Visits joined with doctors: a doctor without visits is not among them, nor one whose row is not there yet. */
    private static List<List<String>> doctors(Totals totals) {
        List<List<String>> rows = new ArrayList<>();
        totals.of(Dimension.DOCTOR).forEach((doctor, total) -> {
            Facts.OfDoctor facts = totals.doctors().get(doctor.first());
            if (facts != null) {
                rows.add(row(
                        doctor.first(),
                        text(total.rows()),
                        text(total.patients()),
                        facts.name(),
                        facts.specialization(),
                        facts.hospital()));
            }
        });
        return rows;
    }

    private static List<List<String>> hospitals(Totals totals) {
        SortedMap<Group, long[]> visitsAndDoctors = new TreeMap<>();
        totals.of(Dimension.DOCTOR).forEach((doctor, total) -> {
            Facts.OfDoctor facts = totals.doctors().get(doctor.first());
            if (facts != null) {
                long[] sums = visitsAndDoctors.computeIfAbsent(new Group(facts.hospital()), group -> new long[2]);
                sums[0] += total.rows();
                sums[1]++;
            }
        });
        List<List<String>> rows = new ArrayList<>();
        visitsAndDoctors.forEach((hospital, sums) -> {
            long patients = totals.of(Dimension.HOSPITAL)
                    .getOrDefault(hospital, Total.NONE)
                    .patients();
            rows.add(row(hospital.first(), text(sums[0]), text(patients), text(sums[1])));
        });
        return rows;
    }

    private static List<String> row(String... values) {
        return Arrays.asList(values);
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
