package dev.healthdata.benchmark.whole;

import dev.healthdata.benchmark.setup.Rows;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The rows of one feed: five visits and three lab reports in turn, as many as there are of each in the reference data. The
 * visits are of patients and to doctors that are stored; a lab report is of a visit of the same feed, a thousand rows before
 * it. Every so many rows one is a probe, which is looked for, and so are the first and the last row of each table: when all
 * probes are there, the whole feed is. The ids of probes lie together, so that they are found fast.
 *
 * @param feed its number; no two have the same ids
 * @param count how many
 * @param probeEvery odd, or the same few places of each turn are probes, which may all be visits
 * @param patients how many are stored
 * @param doctors how many are stored
 */
record FeedRows(int feed, long count, long probeEvery, int patients, int doctors) {
    /** Looking for a row costs the database something, so that not all rows are looked for. */
    private static final double PROBES_PER_SECOND = 200;

    private static final long PROBES_OF_BLOCK = 1_000;

    private static final int TURN = 8;
    private static final int VISITS_OF_TURN = 5;
    private static final long BETWEEN_VISIT_AND_REPORT = 1_000;
    private static final int DAYS = 28;

    /** A prime, so that patients, doctors and days do not come in the same groups again and again. */
    private static final long SPREAD = 7_919;

    /** Rows that all come together. */
    static FeedRows atOnce(int feed, long count, Rows stored) {
        return of(feed, count, count / PROBES_OF_BLOCK, stored);
    }

    /** Rows that come one after the other. */
    static FeedRows atRate(int feed, long count, double rowsPerSecond, Rows stored) {
        return of(feed, count, Math.round(rowsPerSecond / PROBES_PER_SECOND), stored);
    }

    private static FeedRows of(int feed, long count, long probeEvery, Rows stored) {
        return new FeedRows(feed, count, probeEvery | 1, stored.count("patients"), stored.count("doctors"));
    }

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
        return row % probeEvery == 0 || row == VISITS_OF_TURN || isLastOfItsTable(row);
    }

    /** In their order. */
    long[] probes() {
        return LongStream.range(0, count).filter(this::isProbe).toArray();
    }

    private boolean isLastOfItsTable(long row) {
        return row + TURN >= count
                && LongStream.range(row + 1, count)
                        .noneMatch(later -> table(later).equals(table(row)));
    }

    /** What the ids of all probes begin with, and those of no other rows. */
    String probePrefix() {
        return "bp" + feed + "-";
    }

    /** Beyond the ids of all probes. */
    String probesEnd() {
        return probePrefix() + "~";
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
