package dev.healthdata.validator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children whose parents come when they have long been reported, with real time and a real broker. */
class OrphanIT {
    private static final int PARTITIONS = 4;
    private static final int VISITS = 200;
    private static final int PARENTS = 20;
    private static final String BOTH_MISSING = "REFERENCE visits.patient_id.reference,visits.doctor_id.reference";
    private static final String PATIENT_MISSING = "REFERENCE visits.patient_id.reference";
    private static final String VISIT_MISSING = "REFERENCE lab_reports.visit_id.reference";

    @TempDir
    private Path directory;

    private final Map<String, List<String>> clean = new HashMap<>();
    private int sent;

    @BeforeEach
    void reset() {
        ValidatorRun.reset(PARTITIONS);
    }

    @Test
    void rowsHealThatWereReportedBeforeTheirParentsCame() {
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            validator.start("--grace", "1s");
            send(children());
            Fates.awaitAllReported();
            assertThat(Fates.openDeadLetters()).isEqualTo(reported(BOTH_MISSING));

            send(doctors());
            assertThat(Fates.openDeadLetters()).isEqualTo(reported(PATIENT_MISSING));

            send(patients());
            Fates.assertOneFate(new Feed.Outcome(clean, Map.of()), sent);
        }
    }

    @Test
    void rowsHealThatWereReportedByAValidatorThatIsNoMore() {
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            validator.start("--grace", "1s");
            send(children());
            Fates.awaitAllReported();
            validator.kill();

            validator.start("--grace", "1s");
            send(doctors());
            send(patients());
            Fates.assertOneFate(new Feed.Outcome(clean, Map.of()), sent);
        }
    }

    private void send(List<Row> rows) {
        RawTopics.send(rows);
        rows.forEach(row -> clean.put(row.id(), row.values()));
        sent += rows.size();
        Fates.awaitQuiet(sent);
    }

    private static Map<String, String> reported(String visit) {
        Map<String, String> reported = new HashMap<>();
        for (int i = 0; i < VISITS; i++) {
            reported.put("V" + i, visit);
            reported.put("R" + i, VISIT_MISSING);
        }
        return reported;
    }

    private static List<Row> children() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < VISITS; i++) {
            rows.add(Row.valid("lab_reports", "R" + i, "V" + i, "Blood", "Normal", "2025-03-05"));
            rows.add(Row.valid(
                    "visits", "V" + i, "P" + i % PARENTS, "D" + i % PARENTS, "2025-03-04", "Checkup " + i, "OPD"));
        }
        return rows;
    }

    private static List<Row> doctors() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < PARENTS; i++) {
            rows.add(Row.valid("doctors", "D" + i, "Ada " + i, "Cardiology", "North"));
        }
        return rows;
    }

    private static List<Row> patients() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < PARENTS; i++) {
            rows.add(Row.valid("patients", "P" + i, "Zoë " + i, "F", "1990-01-02", "A+", "Bonn"));
        }
        return rows;
    }
}
