package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.aggregate.Aggregate;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Reads all files over and over, as a dashboard does that does not care when we write. */
final class ReaderInALoop implements AutoCloseable {
    private static final long PAUSE_NANOS = 2_000_000;

    private final Platform platform;
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Set<Aggregate> seen = EnumSet.noneOf(Aggregate.class);
    private final Thread thread = new Thread(this::read, "reader");
    private volatile boolean closed;
    private final AtomicInteger reads = new AtomicInteger();

    ReaderInALoop(Platform platform) {
        this.platform = platform;
        thread.start();
    }

    void assertSawOnlyWholeFiles() {
        assertThat(faults).isEmpty();
        assertThat(reads).hasValueGreaterThan(100);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            while (!closed) {
                for (Aggregate aggregate : Aggregate.values()) {
                    read(aggregate);
                }
                // Those who write need a processor, too.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (RuntimeException e) {
            faults.add("it cannot go on: " + e);
        }
    }

    private void read(Aggregate aggregate) {
        try {
            String text = platform.read(aggregate);
            seen.add(aggregate);
            int columns = aggregate.columns().size();
            if (!text.startsWith(String.join(",", aggregate.columns()) + "\n") || !text.endsWith("\n")) {
                faults.add(aggregate + " is not whole");
            }
            // Quoted values hold commas and line ends; without them each line has as many fields as the header.
            String plain = text.replaceAll("\"[^\"]*\"", "");
            if (plain.lines().anyMatch(line -> line.split(",", -1).length != columns)) {
                faults.add(aggregate + " has a broken line");
            }
            reads.incrementAndGet();
        } catch (UncheckedIOException e) {
            if (seen.contains(aggregate)) {
                faults.add(aggregate + " was missing");
            }
        }
    }
}
