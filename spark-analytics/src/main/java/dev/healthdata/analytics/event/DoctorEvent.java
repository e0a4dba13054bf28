package dev.healthdata.analytics.event;

/** For one bucket of a doctor's patients. In buckets, so that a busy doctor's visit never rewrites all of them. */
public sealed interface DoctorEvent extends Event {
    /** How many buckets a doctor has. Another number makes all state useless. */
    int BUCKETS = 16;

    String doctorId();

    int bucket();

    @Override
    default String key() {
        return "d" + bucket() + ':' + doctorId();
    }

    /** The bucket that a patient is in. */
    static int bucketOf(String patientId) {
        // Multiplied and shifted, because ids count up and would fill the buckets in turn with their last digit.
        return Math.floorMod((patientId.hashCode() * 0x9E3779B9) >>> 8, BUCKETS);
    }

    /** A patient's visits to a doctor became so many more, or fewer. */
    record Visits(String doctorId, String patientId, int change) implements DoctorEvent {
        @Override
        public int bucket() {
            return bucketOf(patientId);
        }
    }

    /**
     * Where the doctor works now, told to each bucket.
     *
     * @param workplace null if the doctor's row is not there, or no longer
     */
    record Moved(String doctorId, int bucket, Workplace workplace) implements DoctorEvent {}

    /**
     * The hospital in a doctor's row.
     *
     * @param hospital null if the row names none; its visits then count under NULL, as SQL groups them
     */
    record Workplace(String hospital) {}
}
