package dev.healthdata.benchmark.measure;

/**
 * When each row of a feed is due, whatever becomes of those before it: one that is sent late because something was slow has
 * been waiting since (which Gil Tene calls avoiding coordinated omission).
 *
 * @param start {@link System#nanoTime} of the first row
 * @param rowsPerSecond infinite for all at once
 */
public record Schedule(long start, double rowsPerSecond) {
    private static final double SECOND = 1e9;

    /** {@link System#nanoTime} of a row, by its number from 0. */
    public long due(long row) {
        return start + (long) (row * SECOND / rowsPerSecond);
    }
}
