package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.Weighted;

/**
 * A field of medicine.
 *
 * @param reasons what brings people to its doctors
 * @param tests what these have tested
 */
record Specialty(String title, Weighted<String> reasons, Weighted<LabTest> tests) {
    private static final String DIZZINESS = "Dizziness (\"room spinning\")";

    /** The one with the most doctors first. */
    static final Weighted<Specialty> ALL = Weighted.zipf(
            1,
            new Specialty(
                    "General Medicine",
                    Weighted.zipf(1, "Annual check-up", "Fatigue", "Fever, cough", "Abdominal pain", "Headache"),
                    Weighted.zipf(
                            1, LabTest.BLOOD_COUNT, LabTest.GLUCOSE, LabTest.LIPIDS, LabTest.COVID, LabTest.URINE)),
            new Specialty(
                    "Cardiology",
                    Weighted.zipf(1, "Chest pain", "Annual check-up", "Fatigue", DIZZINESS),
                    Weighted.zipf(1, LabTest.TROPONIN, LabTest.LIPIDS, LabTest.CHEST, LabTest.BLOOD_COUNT)),
            new Specialty(
                    "Orthopaedics",
                    Weighted.zipf(1, "Joint pain", "Back pain"),
                    Weighted.zipf(1, LabTest.BLOOD_COUNT, LabTest.VITAMIN_D)),
            new Specialty(
                    "Gastroenterology",
                    Weighted.zipf(1, "Abdominal pain", "Fatigue"),
                    Weighted.zipf(1, LabTest.LIVER, LabTest.BLOOD_COUNT)),
            new Specialty(
                    "Endocrinology",
                    Weighted.zipf(1, "Fatigue", "Annual check-up"),
                    Weighted.zipf(1, LabTest.GLUCOSE, LabTest.THYROID, LabTest.VITAMIN_D)),
            new Specialty(
                    "Dermatology",
                    Weighted.zipf(1, "Skin rash", "Annual check-up"),
                    Weighted.zipf(1, LabTest.BLOOD_COUNT, LabTest.LIVER)),
            new Specialty(
                    "Neurology",
                    Weighted.zipf(1, "Headache", DIZZINESS, "Back pain"),
                    Weighted.zipf(1, LabTest.VITAMIN_D, LabTest.THYROID)),
            new Specialty(
                    "Ear, Nose and Throat",
                    Weighted.zipf(1, "Fever, cough", DIZZINESS),
                    Weighted.zipf(1, LabTest.COVID, LabTest.CHEST)));
}
