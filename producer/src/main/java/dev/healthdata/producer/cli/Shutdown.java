package dev.healthdata.producer.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Leaves in order when asked to: the transaction under way is committed first. */
public final class Shutdown {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

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

    private void leave() {
        asked.countDown();
        try {
            if (!finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("Left in the middle of a transaction; replay goes on from the last commit.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
