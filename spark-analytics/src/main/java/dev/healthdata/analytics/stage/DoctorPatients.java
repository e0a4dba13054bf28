package dev.healthdata.analytics.stage;

import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.Dimension;
import dev.healthdata.analytics.event.DoctorEvent;
import dev.healthdata.analytics.event.DoctorEvent.Moved;
import dev.healthdata.analytics.event.DoctorEvent.Visits;
import dev.healthdata.analytics.event.DoctorEvent.Workplace;
import dev.healthdata.analytics.event.Event;
import dev.healthdata.analytics.event.EventCodec;
import dev.healthdata.analytics.event.Group;
import dev.healthdata.analytics.event.PatientVisits;
import dev.healthdata.analytics.event.Wire;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * By doctor and bucket of patients: counts the visits of each patient to the doctor, which gives the doctor's distinct
 * patients and tells the next stage who comes to the doctor's hospital.
 */
final class DoctorPatients implements Stage<DoctorEvent, DoctorPatients.Bucket> {
    /**
     * A part of a doctor's patients.
     *
     * @param workplace null as long as the doctor's row is unknown
     * @param visits by patient
     */
    record Bucket(Workplace workplace, Counts<String> visits) {}

    @Override
    public String name() {
        return "doctor-patients";
    }

    @Override
    public Class<DoctorEvent> takes() {
        return DoctorEvent.class;
    }

    @Override
    public Bucket apply(Bucket state, List<DoctorEvent> events, Consumer<Event> out) {
        Workplace before = state == null ? null : state.workplace();
        Counts<String> visits = state == null ? new Counts<>() : state.visits();
        Workplace after = before;
        Counts<String> changes = new Counts<>();
        long change = 0;
        for (DoctorEvent event : events) {
            if (event instanceof Moved moved) {
                after = moved.workplace();
            } else if (event instanceof Visits more) {
                changes.add(more.patientId(), more.change());
                change += more.change();
            }
        }
        boolean moved = !Objects.equals(before, after);
        if (moved) {
            atHospital(before, visits, -1, out);
        }
        Workplace stayed = moved ? null : after;
        long[] patients = {0};
        visits.addAll(changes, (patient, appeared) -> {
            patients[0] += appeared;
            atHospital(stayed, patient, appeared, out);
        });
        if (moved) {
            atHospital(after, visits, 1, out);
        }
        if (change != 0 || patients[0] != 0) {
            Group doctor = new Group(events.get(0).doctorId());
            out.accept(new Delta.OfGroup(Dimension.DOCTOR, doctor, change, patients[0]));
        }
        return after == null && visits.isEmpty() ? null : new Bucket(after, visits);
    }

    private static void atHospital(Workplace workplace, Counts<String> visits, int change, Consumer<Event> out) {
        visits.asMap().keySet().forEach(patient -> atHospital(workplace, patient, change, out));
    }

    private static void atHospital(Workplace workplace, String patient, int change, Consumer<Event> out) {
        if (workplace != null) {
            out.accept(new PatientVisits(patient, Dimension.HOSPITAL, workplace.hospital(), change));
        }
    }

    @Override
    public byte[] encode(Bucket bucket) {
        return Wire.write(out -> {
            EventCodec.writeWorkplace(out, bucket.workplace());
            out.writeInt(bucket.visits().asMap().size());
            for (var visits : bucket.visits().asMap().entrySet()) {
                out.writeUTF(visits.getKey());
                out.writeInt(visits.getValue());
            }
        });
    }

    @Override
    public Bucket decode(byte[] bytes) {
        return Wire.read(bytes, in -> {
            Bucket bucket = new Bucket(EventCodec.readWorkplace(in), new Counts<>());
            for (int left = in.readInt(); left > 0; left--) {
                bucket.visits().put(in.readUTF(), in.readInt());
            }
            return bucket;
        });
    }
}
