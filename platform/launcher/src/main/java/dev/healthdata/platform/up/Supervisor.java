package dev.healthdata.platform.up;

import dev.healthdata.infrastructure.process.Jvm;
import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.platform.status.Console;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Keeps one process running: starts it again when it ends, later each time, and gives up on one that cannot be
 * configured or that does not stay up.
 */
final class Supervisor {
    /** The exit code of a part whose configuration is wrong; trying again would not help. */
    static final int CONFIGURATION = 2;

    private static final int GIVE_UP_AFTER = 6;
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    /** To write down its thirteen thousand classes takes Spark 14 s of processor time. */
    private static final Duration STOP_TIMEOUT = Jvm.archivesClasses() ? Duration.ofMinutes(5) : Duration.ofSeconds(30);

    private final String name;
    private final Supplier<ManagedProcess> starter;
    private final Console console;
    private final CompletableFuture<String> failure;
    private final IntPredicate isDone;
    private final CompletableFuture<Integer> done = new CompletableFuture<>();
    private final List<String> told = new ArrayList<>();

    private ManagedProcess process;
    private long startedAt;
    private int failures;
    private boolean stopping;

    /**
     * @param starter starts the process, and may be called again after it has ended
     * @param failure completed with the reason when this gives up
     */
    Supervisor(String name, Supplier<ManagedProcess> starter, Console console, CompletableFuture<String> failure) {
        this(name, starter, console, failure, code -> false);
    }

    /** @param isDone tells an exit code that says that the work is done, after which it is not started again */
    Supervisor(
            String name,
            Supplier<ManagedProcess> starter,
            Console console,
            CompletableFuture<String> failure,
            IntPredicate isDone) {
        this.name = name;
        this.starter = starter;
        this.console = console;
        this.failure = failure;
        this.isDone = isDone;
    }

    /** Completes with the exit code when the work is done. */
    CompletableFuture<Integer> onDone() {
        return done;
    }

    synchronized ManagedProcess start() {
        process = starter.get();
        startedAt = System.nanoTime();
        told.forEach(process::tell);
        ManagedProcess started = process;
        var unused = started.onExit().thenAccept(code -> ended(started, code));
        return started;
    }

    /** Says something to the process and to each that comes after it. */
    synchronized void tell(String line) {
        told.add(line);
        process.tell(line);
    }

    void stop() {
        ManagedProcess last;
        synchronized (this) {
            stopping = true;
            last = process;
        }
        if (last != null) {
            last.stop(STOP_TIMEOUT);
        }
    }

    private synchronized void ended(ManagedProcess which, int code) {
        if (stopping || which != process) {
            return;
        }
        if (isDone.test(code)) {
            done.complete(code);
            return;
        }
        Duration ran = Duration.ofNanos(System.nanoTime() - startedAt);
        failures = ran.compareTo(STEADY) > 0 ? 1 : failures + 1;
        if (code == CONFIGURATION || failures >= GIVE_UP_AFTER) {
            failure.complete(name + " ended with code " + code + ": see " + process.log() + LogTail.of(process.log()));
            return;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (failures - 1));
        console.note(name + " ended with code " + code + " and is started again (log: " + process.log() + ")");
        var unused = CompletableFuture.runAsync(
                this::startAgain, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private synchronized void startAgain() {
        if (stopping) {
            return;
        }
        try {
            start();
        } catch (RuntimeException e) {
            failure.complete(name + " cannot be started again: " + e.getMessage());
        }
    }
}
