package dev.healthdata.producer.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Leaves in order when asked to: the transaction under way is committed first. */
public final class Shutdown {
    private static final Duration FOR_A_TRANSACTION = Duration.ofSeconds(15);
    /** Of a run that hears it: but it does not while it reads a long file that it does not send yet. */
    private static final Duration FOR_THE_LAST_WORDS = Duration.ofSeconds(1);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /** How long whoever ends this process waits for what is under way: for nothing as long as nothing can be lost. */
    private volatile Duration patience = Duration.ZERO;

    private Shutdown() {}

    /** Hears SIGTERM, SIGINT and {@link System#exit}. */
    public static Shutdown onSignal() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::leave, "shutdown"));
        return shutdown;
    }

    /** For a run that nobody interrupts. */
    public static Shutdown never() {
        return new Shutdown();
    }

    /** To be called when nothing is under way any more. */
    public void finished() {
        finished.countDown();
    }

    /** To be called when somebody asks from time to time, and has something to say at the end. */
    void heeded() {
        patience = FOR_THE_LAST_WORDS;
    }

    /** To be called when a transaction is under way. */
    void sending() {
        patience = FOR_A_TRANSACTION;
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits this long, or until asked to leave, and says whether it was. */
    boolean isAskedWithin(Duration time) {
        try {
            return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** A transaction that has begun meanwhile is waited for like others. */
    private boolean isFinishedWithin(Duration wait) throws InterruptedException {
        if (finished.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        return patience.compareTo(wait) > 0 && isFinishedWithin(patience);
    }

    private void leave() {
        asked.countDown();
        try {
            if (!isFinishedWithin(patience) && patience.equals(FOR_A_TRANSACTION)) {
                System.err.println("Left in the middle of a transaction; replay goes on from the last commit.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
