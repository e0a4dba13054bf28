package dev.healthdata.benchmark.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/** A file of visits of any length, as large as those of the reference data. */
final class VisitsCsv {
    private static final List<String> REASONS =
            List.of("Fever", "Routine Checkup", "Chest Pain", "\"Cough, dry\"", "Diabetes", "Injury");
    private static final List<String> TYPES = List.of("OPD", "IPD", "Emergency");
    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 1);
    private static final int DAYS = 1_000;
    private static final long SEED = 42;

    private VisitsCsv() {}

    static Path write(Path file, long rows) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("visit_id,patient_id,doctor_id,visit_date,reason,visit_type\n");
            for (long row = 0; row < rows; row++) {
                out.write("V" + (300_000 + row) + ",P" + (100_000 + random.nextInt(10_000)) + ",D"
                        + (2_000 + random.nextInt(1_000)) + "," + FIRST_DAY.plusDays(random.nextInt(DAYS)) + ","
                        + REASONS.get(random.nextInt(REASONS.size())) + "," + TYPES.get(random.nextInt(TYPES.size()))
                        + "\n");
            }
        }
        return file;
    }
}
