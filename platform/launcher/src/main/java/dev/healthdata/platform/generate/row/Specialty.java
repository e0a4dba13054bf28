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
            new Specialty(
                    "General Medicine",
                    Weighted.zipf("Annual check-up", "Fatigue", "Fever, cough", "Abdominal pain", "Headache"),
                    Weighted.zipf(LabTest.BLOOD_COUNT, LabTest.GLUCOSE, LabTest.LIPIDS, LabTest.COVID, LabTest.URINE)),
            new Specialty(
                    "Cardiology",
                    Weighted.zipf("Chest pain", "Annual check-up", "Fatigue", DIZZINESS),
                    Weighted.zipf(LabTest.TROPONIN, LabTest.LIPIDS, LabTest.CHEST, LabTest.BLOOD_COUNT)),
            new Specialty(
                    "Orthopaedics",
                    Weighted.zipf("Joint pain", "Back pain"),
                    Weighted.zipf(LabTest.BLOOD_COUNT, LabTest.VITAMIN_D)),
            new Specialty(
                    "Gastroenterology",
                    Weighted.zipf("Abdominal pain", "Fatigue"),
                    Weighted.zipf(LabTest.LIVER, LabTest.BLOOD_COUNT)),
            new Specialty(
                    "Endocrinology",
                    Weighted.zipf("Fatigue", "Annual check-up"),
                    Weighted.zipf(LabTest.GLUCOSE, LabTest.THYROID, LabTest.VITAMIN_D)),
            new Specialty(
                    "Dermatology",
                    Weighted.zipf("Skin rash", "Annual check-up"),
                    Weighted.zipf(LabTest.BLOOD_COUNT, LabTest.LIVER)),
            new Specialty(
                    "Neurology",
                    Weighted.zipf("Headache", DIZZINESS, "Back pain"),
                    Weighted.zipf(LabTest.VITAMIN_D, LabTest.THYROID)),
            new Specialty(
                    "Ear, Nose and Throat",
                    Weighted.zipf("Fever, cough", DIZZINESS),
                    Weighted.zipf(LabTest.COVID, LabTest.CHEST)));
}
