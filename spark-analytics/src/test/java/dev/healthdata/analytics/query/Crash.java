package dev.healthdata.analytics.query;

import java.util.concurrent.atomic.AtomicInteger;

/** Ends a query at a moment of a batch. */
final class Crash {
    private Crash() {}

    /** @param nth time that the moment comes */
    static Step.Observer at(Step end, int nth) {
        AtomicInteger left = new AtomicInteger(nth);
        return (batch, step) -> {
            if (step == end && left.decrementAndGet() == 0) {
                throw new IllegalStateException("ends at " + step);
            }
        };
    }
}
