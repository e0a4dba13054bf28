package dev.healthdata.platform.generate;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says every few seconds how far a long run has come, one plain line each time. */
final class Progress {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long ROWS_BETWEEN_LOOKS = 10_000;

    private final PrintWriter out;
    private final long total;
    private long written;
    private long lastNanos = System.nanoTime();

    Progress(PrintWriter out, long total) {
        this.out = out;
        this.total = total;
    }

    void written(String table, long rows, long of) {
        written++;
        if (written % ROWS_BETWEEN_LOOKS == 0 && System.nanoTime() - lastNanos >= EVERY_NANOS) {
            lastNanos = System.nanoTime();
            out.printf(Locale.ROOT, "%s: %,d of %,d rows (%d %% of all)%n", table, rows, of, written * 100 / total);
            out.flush();
        }
    }
}
