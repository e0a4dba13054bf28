package dev.healthdata.sink.consume;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that grow with each failure, of random length so that writers do not meet again and again. */
final class Backoff {
    private static final long FIRST_MS = 100;
    private static final long LONGEST_MS = 5_000;

    private int failures;

    Duration next() {
        long most = Math.min(LONGEST_MS, FIRST_MS << Math.min(failures++, 16));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    int failures() {
        return failures;
    }
}
