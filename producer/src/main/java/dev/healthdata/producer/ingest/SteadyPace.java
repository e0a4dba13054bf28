package dev.healthdata.producer.ingest;

import dev.healthdata.producer.csv.CsvRow;
import dev.healthdata.records.table.Table;
import java.util.function.LongSupplier;

/** A number of rows a second. What a slow broker takes longer for is not caught up with. */
final class SteadyPace implements Pace {
    private static final double SECOND = 1e9;

    private final double nanosPerRow;
    private final LongSupplier now;

    /** Kept with its fraction: at many rows a second, a nanosecond more or less for each would show. */
    private double sinceStart;

    private final long start;

    SteadyPace(double rowsPerSecond, LongSupplier now) {
        this.nanosPerRow = SECOND / rowsPerSecond;
        this.now = now;
        this.start = now.getAsLong();
    }

    @Override
    public long turnOf(Table table, CsvRow row) {
        sinceStart = Math.max(sinceStart, (double) (now.getAsLong() - start)) + nanosPerRow;
        return start + (long) sinceStart;
    }
}
