package dev.healthdata.producer.support;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of visits of any length. */
public final class VisitsFile {
    public static final String HEADER = "visit_id,patient_id,doctor_id,visit_date,reason,visit_type";

    private VisitsFile() {}

    /** Every hundredth row is malformed. */
    public static Path write(Path path, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(path)) {
            out.write(HEADER + "\n");
            for (int row = 1; row <= rows; row++) {
                String reason = row % 100 == 0 ? "\"lost" : row % 7 == 0 ? "\"Fever,\ncough\"" : "Checkup";
                out.write("V" + row + ",P" + row % 97 + ",D" + row % 13 + ",2026-10-01," + reason + ",Outpatient\n");
            }
        }
        return path;
    }

    /** So many good rows, and then so many whose date is none. */
    public static Path turningBad(Path path, int good, int bad) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(path)) {
            out.write(HEADER + "\n");
            for (int row = 1; row <= good + bad; row++) {
                String date = row <= good ? "2026-10-01" : "yesterday";
                out.write("V" + row + ",P1,D1," + date + ",Checkup,Outpatient\n");
            }
        }
        return path;
    }
}
