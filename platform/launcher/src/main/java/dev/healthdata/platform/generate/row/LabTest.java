package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.Weighted;

/** A test and what it may find, the most frequent first. Cultures are reported on more than one line. */
record LabTest(String title, Weighted<String> results) {
    static final LabTest BLOOD_COUNT = new LabTest(
            "Full Blood Count", Weighted.zipf(0, "Normal", "Low haemoglobin", "Raised white cells", "Low platelets"));
    static final LabTest GLUCOSE = new LabTest("HbA1c", Weighted.zipf(0, "Normal", "Prediabetes", "Diabetes"));
    static final LabTest LIPIDS =
            new LabTest("Lipid Panel", Weighted.zipf(0, "Normal", "Borderline", "High cholesterol"));
    static final LabTest COVID =
            new LabTest("SARS-CoV-2 PCR", Weighted.zipf(0, "Not detected", "Detected", "Inconclusive, repeat"));
    static final LabTest TROPONIN = new LabTest("Troponin T", Weighted.zipf(0, "Negative", "Positive"));
    static final LabTest LIVER = new LabTest("Liver Function", Weighted.zipf(0, "Normal", "Raised ALT", "Raised γ-GT"));
    static final LabTest THYROID =
            new LabTest("Thyroid Function (TSH, fT4)", Weighted.zipf(0, "Normal", "Raised TSH", "Suppressed TSH"));
    static final LabTest VITAMIN_D = new LabTest("Vitamin D", Weighted.zipf(0, "Sufficient", "Deficient (<30 nmol/L)"));
    static final LabTest CHEST = new LabTest(
            "Chest X-ray", Weighted.zipf(0, "Clear", "Shadow, right lower lobe", "\"Ground glass\" opacity"));
    static final LabTest URINE = new LabTest(
            "Urine Culture",
            Weighted.zipf(
                    0,
                    "No growth",
                    "Mixed growth, repeat",
                    "E. coli\nSensitive to: nitrofurantoin, trimethoprim",
                    "Klebsiella pneumoniae\nResistant to: trimethoprim\nSensitive to: gentamicin"));
}
