package dev.healthdata.platform.audit;

import dev.healthdata.platform.books.CleanEnds;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Waits for those who read the clean topics, so that they can be compared with them while data flow. */
public final class CatchUp {
    /** For a platform that has settled. */
    public static final CatchUp NOT_NEEDED = new CatchUp(null, Duration.ZERO);

    private static final long PAUSE_MILLIS = 250;

    private final CleanEnds ends;
    private final Duration patience;

    /** @param patience for as long as the database or the aggregates may take to have what is clean now */
    public CatchUp(CleanEnds ends, Duration patience) {
        this.ends = ends;
        this.patience = patience;
    }

    /**
     * Returns when the database has what was clean at the call, or patience ends.
     *
     * @return what it lacked of that in the end, in offsets
     */
    long awaitDatabase() throws InterruptedException {
        if (ends == null) {
            return 0;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        Map<TopicPartition, Long> clean = ends.now();
        long lacking = ends.unwritten(clean);
        while (lacking > 0 && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE_MILLIS);
            lacking = ends.unwritten(clean);
        }
        return lacking;
    }

    /** Whether database and aggregates have all that is clean, and nothing comes. */
    boolean settled() {
        CleanEnds.Behind behind = ends == null ? null : ends.read();
        return behind == null || (behind.database() == 0 && behind.aggregates() == 0);
    }

    /** Why rows may be missing that the database has not written yet. */
    static String late(long lacking) {
        return String.format(
                Locale.ROOT,
                "rows that the database lacks, or has in an older version, may only be late: when the audit read it, it was"
                        + " %,d clean records behind; audit again when './healthcare status' says that it is up to date",
                lacking);
    }

    /** Why aggregates may be unequal that were looked at while data flow. */
    String behind() {
        CleanEnds.Behind behind = ends.read();
        return String.format(
                Locale.ROOT,
                "aggregates that differ may be right: data flow, the database is %,d and the aggregates are %,d clean"
                        + " records behind; audit again when './healthcare status' says that both are up to date",
                behind.database(),
                behind.aggregates());
    }

    /** For how long unequal aggregates are looked at again, as data flow; to look takes as long as the database is large. */
    Duration patience() {
        return patience;
    }

    void pause() throws InterruptedException {
        Thread.sleep(PAUSE_MILLIS);
    }
}
