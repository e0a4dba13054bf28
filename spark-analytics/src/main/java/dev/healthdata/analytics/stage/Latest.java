package dev.healthdata.analytics.stage;

import dev.healthdata.analytics.event.Arrival;
import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.Dimension;
import dev.healthdata.analytics.event.DoctorEvent;
import dev.healthdata.analytics.event.DoctorEvent.Workplace;
import dev.healthdata.analytics.event.Event;
import dev.healthdata.analytics.event.Facts;
import dev.healthdata.analytics.event.FactsCodec;
import dev.healthdata.analytics.event.Group;
import dev.healthdata.analytics.event.PatientVisits;
import dev.healthdata.analytics.event.Wire;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** By table and id: keeps the highest version of a row and tells what it takes back and what it puts in its place. */
final class Latest implements Stage<Arrival, Latest.Row> {
    /**
     * The version that is in force.
     *
     * @param facts null if the row was deleted in this version: it is remembered, so that an older one that comes late does not
     *     bring the row back
     */
    record Row(long version, Facts facts) {}

    @Override
    public String name() {
        return "latest";
    }

    @Override
    public Class<Arrival> takes() {
        return Arrival.class;
    }

    @Override
    public Row apply(Row state, List<Arrival> arrivals, Consumer<Event> out) {
        Row row = state;
        for (Arrival arrival : arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::offset))
                .toList()) {
            row = after(row, arrival);
        }
        Facts before = state == null ? null : state.facts();
        Facts after = row == null ? null : row.facts();
        if (!Objects.equals(before, after)) {
            replace(arrivals.get(0).id(), before, after, out);
        }
        return row;
    }

    /** A deletion has no version of its own: it ends all that came before it, and with it what is not newer than that. */
    private static Row after(Row row, Arrival arrival) {
        if (arrival.facts() == null) {
            return row == null ? null : new Row(row.version(), null);
        }
        boolean newer = row == null
                || arrival.version() > row.version()
                || (arrival.version() == row.version() && row.facts() != null);
        return newer ? new Row(arrival.version(), arrival.facts()) : row;
    }

    private static void replace(String id, Facts before, Facts after, Consumer<Event> out) {
        Facts either = after == null ? before : after;
        if (either instanceof Facts.OfDoctor) {
            doctor(id, (Facts.OfDoctor) before, (Facts.OfDoctor) after, out);
            return;
        }
        count(before, -1, out);
        count(after, 1, out);
    }

    private static void doctor(String id, Facts.OfDoctor before, Facts.OfDoctor after, Consumer<Event> out) {
        out.accept(new Delta.OfDoctor(id, after));
        Workplace now = workplace(after);
        if (!Objects.equals(workplace(before), now)) {
            for (int bucket = 0; bucket < DoctorEvent.BUCKETS; bucket++) {
                out.accept(new DoctorEvent.Moved(id, bucket, now));
            }
        }
    }

    private static Workplace workplace(Facts.OfDoctor doctor) {
        return doctor == null ? null : new Workplace(doctor.hospital());
    }

    private static void count(Facts facts, int change, Consumer<Event> out) {
        if (facts instanceof Facts.OfPatient patient) {
            out.accept(new Delta.OfGroup(Dimension.CITY, new Group(patient.city()), change, 0));
        } else if (facts instanceof Facts.OfLabReport report) {
            Group group = new Group(report.testType(), report.result());
            out.accept(new Delta.OfGroup(Dimension.LAB_RESULT, group, change, 0));
        } else if (facts instanceof Facts.OfVisit visit) {
            out.accept(new DoctorEvent.Visits(visit.doctorId(), visit.patientId(), change));
            out.accept(new PatientVisits(visit.patientId(), Dimension.REASON, visit.reason(), change));
        }
    }

    @Override
    public byte[] encode(Row row) {
        return Wire.write(out -> {
            out.writeLong(row.version());
            FactsCodec.write(out, row.facts());
        });
    }

    @Override
    public Row decode(byte[] bytes) {
        return Wire.read(bytes, in -> new Row(in.readLong(), FactsCodec.read(in)));
    }
}
