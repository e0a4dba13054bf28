package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.records.envelope.Stage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Waits until it is known what becomes of rows, or for so long. */
final class Patience {
    private static final long PAUSE_MILLIS = 200;

    private final Outcomes outcomes;
    private final Quiet quiet;
    private final Duration limit;

    /** @param limit for how long nothing may be heard of any row */
    Patience(Outcomes outcomes, Quiet quiet, Duration limit) {
        this.outcomes = outcomes;
        this.quiet = quiet;
        this.limit = limit;
    }

    /** Returns when nothing is pending. */
    void await(Consumer<Result> told) throws InterruptedException {
        long heard = System.nanoTime();
        while (!outcomes.pending().isEmpty()) {
            int before = outcomes.pending().size();
            boolean nothingUnderWay = quiet.reached(outcomes.pending());
            if (nothingUnderWay && !heldByReferences().isEmpty()) {
                outcomes.awaitOpenTransactions();
            }
            outcomes.hear(told);
            if (nothingUnderWay) {
                heldByReferences()
                        .forEach(each -> outcomes.giveUp(each, Outcome.WAITING, "for a row that it refers to", told));
            }
            if (outcomes.pending().size() < before) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > limit.toNanos()) {
                outcomes.pending()
                        .forEach(each -> outcomes.giveUp(
                                each, Outcome.UNDECIDED, "nothing was heard of it: './healthcare status' tells", told));
            } else {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** What the validator has said nothing of when nothing is under way. What the sink refused was clean before. */
    private List<Sent> heldByReferences() {
        return outcomes.pending().stream()
                .filter(each -> each.target().stage() != Stage.SINK)
                .toList();
    }
}
