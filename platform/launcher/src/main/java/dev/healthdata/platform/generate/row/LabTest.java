package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.Weighted;

/** A test and what it may find, the most frequent first. Cultures are reported on more than one line. */
record LabTest(String title, Weighted<String> results) {
    static final LabTest BLOOD_COUNT = new LabTest(
            "Full Blood Count", Weighted.zipf("Normal", "Low haemoglobin", "Raised white cells", "Low platelets"));
    static final LabTest GLUCOSE = new LabTest("HbA1c", Weighted.zipf("Normal", "Prediabetes", "Diabetes"));
    static final LabTest LIPIDS = new LabTest("Lipid Panel", Weighted.zipf("Normal", "Borderline", "High cholesterol"));
    static final LabTest COVID =
            new LabTest("SARS-CoV-2 PCR", Weighted.zipf("Not detected", "Detected", "Inconclusive, repeat"));
    static final LabTest TROPONIN = new LabTest("Troponin T", Weighted.zipf("Negative", "Positive"));
    static final LabTest LIVER = new LabTest("Liver Function", Weighted.zipf("Normal", "Raised ALT", "Raised γ-GT"));
    static final LabTest THYROID =
            new LabTest("Thyroid Function (TSH, fT4)", Weighted.zipf("Normal", "Raised TSH", "Suppressed TSH"));
    static final LabTest VITAMIN_D = new LabTest("Vitamin D", Weighted.zipf("Sufficient", "Deficient (<30 nmol/L)"));
    static final LabTest CHEST =
            new LabTest("Chest X-ray", Weighted.zipf("Clear", "Shadow, right lower lobe", "\"Ground glass\" opacity"));
    static final LabTest URINE = new LabTest(
            "Urine Culture",
            Weighted.zipf(
                    "No growth",
                    "Mixed growth, repeat",
                    "E. coli\nSensitive to: nitrofurantoin, trimethoprim",
                    "Klebsiella pneumoniae\nResistant to: trimethoprim\nSensitive to: gentamicin"));
}
