package dev.healthdata.analytics.stage;

import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.Dimension;
import dev.healthdata.analytics.event.Event;
import dev.healthdata.analytics.event.EventCodec;
import dev.healthdata.analytics.event.Group;
import dev.healthdata.analytics.event.PatientVisits;
import dev.healthdata.analytics.event.Wire;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** By patient: counts in which reasons and hospitals a patient is, so that each counts the patient once. */
final class PatientGroups implements Stage<PatientVisits, Counts<PatientGroups.Place>> {
    /** A reason or a hospital. */
    record Place(Dimension dimension, Group group) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::dimension).thenComparing(Place::group);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public String name() {
        return "patient-groups";
    }

    @Override
    public Class<PatientVisits> takes() {
        return PatientVisits.class;
    }

    @Override
    public Counts<Place> apply(Counts<Place> state, List<PatientVisits> events, Consumer<Event> out) {
        Counts<Place> places = state == null ? new Counts<>() : state;
        Counts<Place> changes = new Counts<>();
        for (PatientVisits visits : events) {
            changes.add(new Place(visits.dimension(), new Group(visits.group())), visits.change());
        }
        Counts<Place> patients = new Counts<>();
        places.addAll(changes, patients::put);
        changes.asMap().forEach((place, change) -> {
            // A hospital's visits are those of its doctors; only who comes to a reason is counted here.
            long rows = place.dimension() == Dimension.REASON ? change : 0;
            long distinct = patients.asMap().getOrDefault(place, 0);
            if (rows != 0 || distinct != 0) {
                out.accept(new Delta.OfGroup(place.dimension(), place.group(), rows, distinct));
            }
        });
        return places.isEmpty() ? null : places;
    }

    @Override
    public byte[] encode(Counts<Place> places) {
        return Wire.write(out -> {
            out.writeInt(places.asMap().size());
            for (var place : places.asMap().entrySet()) {
                EventCodec.writeDimension(out, place.getKey().dimension());
                EventCodec.writeGroup(out, place.getKey().group());
                out.writeInt(place.getValue());
            }
        });
    }

    @Override
    public Counts<Place> decode(byte[] bytes) {
        return Wire.read(bytes, in -> {
            Counts<Place> places = new Counts<>();
            for (int left = in.readInt(); left > 0; left--) {
                places.put(new Place(EventCodec.readDimension(in), EventCodec.readGroup(in)), in.readInt());
            }
            return places;
        });
    }
}
