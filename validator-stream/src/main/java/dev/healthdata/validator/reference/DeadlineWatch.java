package dev.healthdata.validator.reference;

import dev.healthdata.validator.known.KnownRows;
import dev.healthdata.validator.ledger.Retention;
import dev.healthdata.validator.message.Days;
import java.util.Optional;

/**
 * Tells askers that their grace period is over. Those who are due soon are in memory, as far as they fit; else, and when the task
 * begins, all are gone through, a piece at a time.
 */
final class DeadlineWatch {
    private static final int MAX_REPORTED_AT_ONCE = 10_000;
    private static final int PIECE = 10_000;

    private final Askers askers;
    private final KnownRows known;
    private final Grace grace;
    private final Retention retention;
    private final Deadlines deadlines = new Deadlines();

    /** @param retention of rows that wait; those who ask for them are forgotten soon after */
    DeadlineWatch(Askers askers, KnownRows known, Grace grace, Retention retention) {
        this.askers = askers;
        this.known = known;
        this.grace = grace;
        this.retention = retention;
    }

    void add(byte[] key, Asker asker) {
        if (!askers.willPass(key)) {
            deadlines.add(asker.deadline(), key);
        }
    }

    boolean hasAny() {
        return !deadlines.isEmpty() || askers.isPassing();
    }

    /**
     * Puts those who are due into the batches. They stay, and are answered when the row comes after all.
     *
     * @return how many were told; of others that were answered, the books have counted the answers already
     */
    int report(long time, AnswerBatches batches) {
        long now = grace.isOver() ? Long.MAX_VALUE : time;
        int reported = 0;
        for (byte[] key : deadlines.takeDue(now, MAX_REPORTED_AT_ONCE)) {
            Optional<Asker> asker = askers.find(key);
            if (asker.isPresent() && isDue(asker.get(), now) && row(asker.get()).isEmpty()) {
                report(key, asker.get(), batches);
                reported++;
            }
        }
        if (deadlines.isAnyDueThatWasLeftOut(now)) {
            goThroughAll();
        }
        return reported + pass(now, time, batches);
    }

    /** From the beginning, unless that is under way: begun again and again, it would never come to the last of very many. */
    void goThroughAll() {
        if (!askers.isPassing()) {
            deadlines.clear();
            askers.beginPass();
        }
    }

    private int pass(long now, long time, AnswerBatches batches) {
        int reported = 0;
        for (Asker each : askers.pass(PIECE)) {
            Asker asker = withinGrace(each, time);
            Optional<Days> row = row(asker);
            if (row.isPresent()) {
                batches.addPresent(asker, row.get());
                askers.remove(asker);
            } else if (isDue(asker, now)) {
                report(asker.key(), asker, batches);
                reported++;
            } else if (!asker.reported()) {
                deadlines.add(asker.deadline(), asker.key());
            } else if (retention.isOver(asker.deadline(), time)) {
                askers.remove(asker);
            }
        }
        return reported;
    }

    /** Due later than one who asks now: the grace period was a longer one, or the clock was ahead. */
    private Asker withinGrace(Asker asker, long time) {
        long latest = grace.deadline(time);
        if (asker.reported() || asker.deadline() <= latest) {
            return asker;
        }
        Asker sooner = asker.dueAt(latest);
        askers.replace(sooner.key(), sooner);
        return sooner;
    }

    /** What it asks about, if that is known by now and the answer about to go. */
    private Optional<Days> row(Asker asker) {
        return known.find(asker.question().parentId());
    }

    /** A newer version may have asked since, and be due later. */
    private static boolean isDue(Asker asker, long now) {
        return !asker.reported() && asker.deadline() <= now;
    }

    private void report(byte[] key, Asker asker, AnswerBatches batches) {
        askers.replace(key, asker.asReported());
        batches.addMissing(asker);
    }
}
