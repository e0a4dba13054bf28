package dev.healthdata.analytics.stage;

import java.util.List;

/** The stages in the order in which events go through them. */
public final class Stages {
    private Stages() {}

    public static List<Stage<?, ?>> inOrder() {
        return List.of(new Latest(), new DoctorPatients(), new PatientGroups());
    }
}
