package dev.healthdata.analytics.event;

/** What the aggregates need to know of a row; all else of it is left behind at the source. Fields are null if empty. */
public sealed interface Facts {
    record OfPatient(String city) implements Facts {
        @Override
        public String toString() {
            return "OfPatient[redacted]";
        }
    }

    record OfDoctor(String name, String specialization, String hospital) implements Facts {
        @Override
        public String toString() {
            return "OfDoctor[redacted]";
        }
    }

    record OfVisit(String patientId, String doctorId, String reason) implements Facts {
        @Override
        public String toString() {
            return "OfVisit[redacted]";
        }
    }

    record OfLabReport(String testType, String result) implements Facts {
        @Override
        public String toString() {
            return "OfLabReport[redacted]";
        }
    }
}
