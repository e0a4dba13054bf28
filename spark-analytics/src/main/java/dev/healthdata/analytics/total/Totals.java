package dev.healthdata.analytics.total;

import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.Dimension;
import dev.healthdata.analytics.event.Facts;
import dev.healthdata.analytics.event.Group;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The size of every group, and the row of every doctor: as large as there are groups and doctors, never as rows. */
public final class Totals {
    /**
     * How much is in a group.
     *
     * @param rows patients, lab reports or visits, by the dimension; not kept by hospital
     * @param patients distinct ones, where the dimension counts them
     */
    record Total(long rows, long patients) {
        static final Total NONE = new Total(0, 0);
    }

    private final Map<Dimension, SortedMap<Group, Total>> groups = new EnumMap<>(Dimension.class);
    private final Map<String, Facts.OfDoctor> doctors = new HashMap<>();

    public Totals() {
        for (Dimension dimension : Dimension.values()) {
            groups.put(dimension, new TreeMap<>());
        }
    }

    /** @throws IllegalStateException if a total would fall below zero: the change belongs to other totals */
    public void add(Delta delta) {
        if (delta instanceof Delta.OfDoctor doctor) {
            put(doctor.doctorId(), doctor.facts());
        } else if (delta instanceof Delta.OfGroup group) {
            Total before = of(group.dimension()).getOrDefault(group.group(), Total.NONE);
            put(
                    group.dimension(),
                    group.group(),
                    new Total(before.rows() + group.rows(), before.patients() + group.patients()));
        }
    }

    /** In the order in which an aggregate lists its groups. */
    SortedMap<Group, Total> of(Dimension dimension) {
        return groups.get(dimension);
    }

    Map<String, Facts.OfDoctor> doctors() {
        return doctors;
    }

    void put(String doctorId, Facts.OfDoctor facts) {
        if (facts == null) {
            doctors.remove(doctorId);
        } else {
            doctors.put(doctorId, facts);
        }
    }

    void put(Dimension dimension, Group group, Total total) {
        if (total.rows() < 0 || total.patients() < 0) {
            throw new IllegalStateException("a total of " + dimension + " fell below zero");
        }
        if (total.equals(Total.NONE)) {
            of(dimension).remove(group);
        } else {
            of(dimension).put(group, total);
        }
    }
}
