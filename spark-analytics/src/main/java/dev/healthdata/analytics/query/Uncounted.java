package dev.healthdata.analytics.query;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What to say of records that do not count: of the first ones each, then no more than once a minute, however many there are. */
final class Uncounted {
    private static final int FIRST = 10;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private long count;
    private long told;
    private long toldNanos;

    Uncounted(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Where a record is. */
    record Place(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return "topic " + topic + ", partition " + partition + ", offset " + offset;
        }
    }

    /**
     * One more.
     *
     * @param why to be read after "record"
     * @return empty if nothing is to be said now
     */
    synchronized Optional<String> tell(Place place, String why) {
        count++;
        long now = nanos.getAsLong();
        if (count > FIRST && now - toldNanos < PAUSE.toNanos()) {
            return Optional.empty();
        }
        long untold = count - told - 1;
        told = count;
        toldNanos = now;
        return Optional.of("a record does not count, since it " + why + ": " + place
                + (untold == 0 ? "" : "; " + untold + " more since this was said last"));
    }
}
