package dev.healthdata.analytics.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Facts as bytes: a letter for the kind, then its fields. */
public final class FactsCodec {
    private static final char NONE = '-';

    private FactsCodec() {}

    /** @param facts or null */
    public static void write(DataOutput out, Facts facts) throws IOException {
        if (facts == null) {
            out.writeByte(NONE);
        } else if (facts instanceof Facts.OfPatient patient) {
            texts(out, 'P', patient.city());
        } else if (facts instanceof Facts.OfDoctor doctor) {
            texts(out, 'D', doctor.name(), doctor.specialization(), doctor.hospital());
        } else if (facts instanceof Facts.OfVisit visit) {
            texts(out, 'V', visit.patientId(), visit.doctorId(), visit.reason());
        } else if (facts instanceof Facts.OfLabReport report) {
            texts(out, 'L', report.testType(), report.result());
        }
    }

    /** Null where null was written. */
    public static Facts read(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case NONE -> null;
            case 'P' -> new Facts.OfPatient(Wire.readText(in));
            case 'D' -> new Facts.OfDoctor(Wire.readText(in), Wire.readText(in), Wire.readText(in));
            case 'V' -> new Facts.OfVisit(Wire.readText(in), Wire.readText(in), Wire.readText(in));
            case 'L' -> new Facts.OfLabReport(Wire.readText(in), Wire.readText(in));
            default -> throw new IOException("no facts of kind " + kind);
        };
    }

    private static void texts(DataOutput out, char kind, String... texts) throws IOException {
        out.writeByte(kind);
        for (String text : texts) {
            Wire.writeText(out, text);
        }
    }
}
