package dev.healthdata.platform.deadletters;

import dev.healthdata.platform.deadletters.replay.Candidate;
import java.util.function.Supplier;

/** Passes rows on until as many were taken, or the thread was interrupted. */
final class Limited {
    private final long limit;
    private final CandidateSource.Taker taker;
    private long taken;
    private InterruptedException interrupted;

    /** @param limit 0 for all */
    Limited(long limit, CandidateSource.Taker taker) {
        this.limit = limit;
        this.taker = taker;
    }

    void take(Supplier<Candidate> row) {
        if ((limit > 0 && taken >= limit) || interrupted != null) {
            return;
        }
        try {
            taken += taker.take(row.get()) ? 1 : 0;
        } catch (InterruptedException e) {
            interrupted = e;
        }
    }

    /** @throws InterruptedException if that ended it */
    void end() throws InterruptedException {
        if (interrupted != null) {
            throw interrupted;
        }
    }
}
