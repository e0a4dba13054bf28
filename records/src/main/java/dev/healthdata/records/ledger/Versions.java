package dev.healthdata.records.ledger;

/**
 * Versions of rows: the time of arrival with the offset's last bits below. They grow strictly within a partition, and so
 * for a row, whatever clocks do and also when a raw topic is created anew and its offsets begin again.
 */
public final class Versions {
    private static final int OFFSET_BITS = 20;
    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    /** In the year 2248; a record that claims to be later must not make the number overflow. */
    private static final long MAX_TIME = (1L << 43) - 1;

    private Versions() {}

    /**
     * The version of the next raw record of a partition.
     *
     * @param appendTime when the broker took it, in milliseconds
     * @param last the version of the record before it
     */
    public static long next(long appendTime, long offset, long last) {
        long time = Math.min(Math.max(appendTime, 0), MAX_TIME);
        return Math.max((time << OFFSET_BITS) | (offset & OFFSET_MASK), last + 1);
    }

    /** When the row arrived, in milliseconds; later than it did where the clock had stepped back. */
    public static long arrival(long version) {
        return version >> OFFSET_BITS;
    }
}
