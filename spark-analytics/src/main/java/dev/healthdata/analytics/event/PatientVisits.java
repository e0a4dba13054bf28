package dev.healthdata.analytics.event;

/**
 * A patient was counted in a group so many more times, or fewer: by reason, each visit; by hospital, each doctor there
 * whom the patient visits.
 *
 * @param dimension {@link Dimension#REASON} or {@link Dimension#HOSPITAL}
 * @param group the reason or hospital, null if empty
 */
public record PatientVisits(String patientId, Dimension dimension, String group, int change) implements Event {
    @Override
    public String key() {
        return "p" + patientId;
    }

    @Override
    public String toString() {
        return "PatientVisits[redacted]";
    }
}
