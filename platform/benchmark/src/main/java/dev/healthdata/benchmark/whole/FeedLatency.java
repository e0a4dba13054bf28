package dev.healthdata.benchmark.whole;

import dev.healthdata.benchmark.measure.Latency;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToLongFunction;

/**
 * How long the rows of a feed took, from when each was due.
 *
 * @param feed how they came
 * @param rows how many were sent after the warm-up
 * @param clean until the clean record could be read
 * @param stored until the row could be read in the database
 * @param published until aggregates that hold it were in their place
 */
record FeedLatency(String feed, double rowsPerSecond, long rows, Latency clean, Latency stored, Latency published) {
    /** @param warmUp how many rows at the beginning do not count */
    static FeedLatency of(String feed, FeedRun.Seen seen, long warmUp) {
        Probes probes = seen.probes();
        return new FeedLatency(
                feed,
                seen.schedule().rowsPerSecond(),
                seen.rows().count() - warmUp,
                latency(seen, warmUp, probes::cleanAt),
                latency(seen, warmUp, probes::storedAt),
                latency(seen, warmUp, probe -> seen.published()[probe]));
    }

    List<String> lines() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,.0f rows/s into the %s, %,d rows, of which %,d were looked for:",
                        rowsPerSecond,
                        feed,
                        rows,
                        stored.rows()),
                "  clean      " + clean.text(),
                "  stored     " + stored.text(),
                "  published  " + published.text());
    }

    private static Latency latency(FeedRun.Seen seen, long warmUp, IntToLongFunction reached) {
        Latency.Recorder recorder = new Latency.Recorder();
        Probes probes = seen.probes();
        for (int probe = 0; probe < probes.count(); probe++) {
            if (probes.row(probe) >= warmUp) {
                recorder.add(reached.applyAsLong(probe) - seen.schedule().due(probes.row(probe)));
            }
        }
        return recorder.latency();
    }
}
