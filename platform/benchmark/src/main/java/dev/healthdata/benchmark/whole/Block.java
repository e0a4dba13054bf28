package dev.healthdata.benchmark.whole;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A feed whose rows all come at once, by the middle of it: from its first committed row to its last.
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
        double rows = (double) (stored.length - 1) * seen.rows().probeEvery();
        long first = stored[0];
        long published = Arrays.stream(seen.published()).max().orElse(first);
        return new Block(perSecond(rows, stored[stored.length - 1] - first), perSecond(rows, published - first));
    }

    /** A block so small that all of it is committed together took as long as one look. */
    private static double perSecond(double rows, long nanos) {
        return rows / Math.max(nanos / SECOND, 0.005);
    }
}
