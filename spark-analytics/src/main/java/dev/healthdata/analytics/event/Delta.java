package dev.healthdata.analytics.event;

/** A final change of the totals, which no later stage needs to look into. */
public sealed interface Delta extends Event {
    /**
     * A group of a dimension became so much larger or smaller.
     *
     * @param rows patients, lab reports or visits, by the dimension
     * @param patients distinct ones, where the dimension counts them
     */
    record OfGroup(Dimension dimension, Group group, long rows, long patients) implements Delta {
        @Override
        public String key() {
            return "g" + dimension.code() + ':' + group.key();
        }

        /** Both together. */
        public OfGroup plus(OfGroup other) {
            return new OfGroup(dimension, group, rows + other.rows, patients + other.patients);
        }
    }

    /**
     * What a doctor's row says now.
     *
     * @param facts null if there is no row
     */
    record OfDoctor(String doctorId, Facts.OfDoctor facts) implements Delta {
        @Override
        public String key() {
            return "f" + doctorId;
        }
    }
}
