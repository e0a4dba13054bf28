package dev.healthdata.platform.deadletters;

import dev.healthdata.platform.deadletters.replay.Candidate;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;

/** Passes rows on until as many were taken. */
final class Limited {
    private final long limit;
    private final CandidateSource.Taker taker;
    private long taken;

    /** @param limit 0 for all */
    Limited(long limit, CandidateSource.Taker taker) {
        this.limit = limit;
        this.taker = taker;
    }

    /** @throws InterruptException if the taker was interrupted */
    void take(Supplier<Candidate> row) {
        if (limit > 0 && taken >= limit) {
            return;
        }
        try {
            taken += taker.take(row.get()) ? 1 : 0;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
