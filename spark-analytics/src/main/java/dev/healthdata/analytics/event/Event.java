package dev.healthdata.analytics.event;

/** Something that a stage takes or gives. Patient data; an event's {@code toString} must not be logged. */
public sealed interface Event permits Arrival, DoctorEvent, PatientVisits, Delta {
    /** Events of one key meet in one place. Keys of different kinds of events never collide. */
    String key();
}
