package dev.healthdata.benchmark.whole;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A feed whose rows all come at once, by the middle of it: from its first committed rows to its last. What the first look
 * finds was made before it, and does not count.
 *
 * @param storedPerSecond rows into the database
 * @param publishedPerSecond rows until the aggregates hold all of them
 */
record Block(double storedPerSecond, double publishedPerSecond) {
    private static final double SECOND = 1e9;

    static Block of(FeedRun.Seen seen) {
        Probes probes = seen.probes();
        long[] stored = IntStream.range(0, probes.count())
                .mapToLong(probes::storedAt)
                .sorted()
                .toArray();
        long first = stored[0];
        long last = stored[stored.length - 1];
        long published = Arrays.stream(seen.published()).max().orElse(last);
        double rows = seen.rows().count();
        long later = Arrays.stream(stored).filter(at -> at > first).count();
        if (later == 0) {
            // So few that the first look found all of them: from when they were due.
            long due = seen.schedule().start();
            return new Block(perSecond(rows, last - due), perSecond(rows, published - due));
        }
        double counted = rows * later / stored.length;
        return new Block(perSecond(counted, last - first), perSecond(counted, published - first));
    }

    private static double perSecond(double rows, long nanos) {
        return rows / (nanos / SECOND);
    }
}
