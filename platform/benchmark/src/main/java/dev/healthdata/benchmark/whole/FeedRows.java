package dev.healthdata.benchmark.whole;

import dev.healthdata.benchmark.setup.Rows;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.util.List;

/**
 * The rows of one feed: five visits and three lab reports in turn, as many as there are of each in the reference data. The
 * visits are of patients and to doctors that are stored; a lab report is of a visit of the same feed, a thousand rows before
 * it. Every so many rows one is a probe, which is looked for: the ids of probes lie together, so that they are found fast.
 *
 * @param feed its number; no two have the same ids
 * @param patients how many are stored
 * @param doctors how many are stored
 */
record FeedRows(int feed, long probeEvery, int patients, int doctors) {
    private static final int TURN = 8;
    private static final int VISITS_OF_TURN = 5;
    private static final long BETWEEN_VISIT_AND_REPORT = 1_000;
    private static final int DAYS = 28;

    /** A prime, so that patients, doctors and days do not come in the same groups again and again. */
    private static final long SPREAD = 7_919;

    Table table(long row) {
        return Tables.named(row % TURN < VISITS_OF_TURN ? "visits" : "lab_reports");
    }

    List<String> values(long row) {
        String day = "2024-05-" + String.format("%02d", 1 + row * SPREAD % DAYS);
        if (table(row).name().equals("visits")) {
            return List.of(
                    id(row),
                    Rows.patient(row * SPREAD % patients),
                    Rows.doctor(row * SPREAD % doctors),
                    day,
                    "Follow-up",
                    "Outpatient");
        }
        return List.of(id(row), visitOf(row), "Blood Glucose", "Normal", day);
    }

    boolean isProbe(long row) {
        return row % probeEvery == 0;
    }

    /** What the ids of all probes begin with, and those of no other rows. */
    String probePrefix() {
        return "bp" + feed + "-";
    }

    String id(long row) {
        return (isProbe(row) ? probePrefix() : "br" + feed + "-") + String.format("%012d", row);
    }

    /** The number of the row with a probe's id. */
    long probe(String id) {
        return Long.parseLong(id.substring(probePrefix().length()));
    }

    private String visitOf(long row) {
        long before = row - BETWEEN_VISIT_AND_REPORT;
        return before < 0 ? id(row - row % TURN) : id(before - before % TURN);
    }
}
