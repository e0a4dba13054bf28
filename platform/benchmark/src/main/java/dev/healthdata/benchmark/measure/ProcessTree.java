package dev.healthdata.benchmark.measure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Memory and processor time of a process and of all that it starts, looked at again and again until it is closed. */
public final class ProcessTree implements AutoCloseable {
    private static final long LOOK_MILLIS = 250;

    private final ProcessHandle root;
    private final Map<Long, Duration> processorTimes = new ConcurrentHashMap<>();
    private final AtomicLong peakMib = new AtomicLong();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(look -> {
        Thread thread = new Thread(look, "process tree");
        thread.setDaemon(true);
        return thread;
    });

    public ProcessTree(ProcessHandle root) {
        this.root = root;
        var unused = looks.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The most that all had resident at one time, in MiB; what they share is counted for each. 0 if unknown. */
    public long peakMib() {
        return peakMib.get();
    }

    /** Of all, also of those that have ended; what one used in its last quarter of a second may be missing. */
    public Duration processorTime() {
        return processorTimes.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    private void look() {
        long resident = 0;
        for (ProcessHandle each :
                Stream.concat(Stream.of(root), root.descendants()).toList()) {
            resident += Usage.residentMib(each.pid());
            Duration used = Usage.processorTime(each.pid());
            processorTimes.merge(each.pid(), used, (before, now) -> now.compareTo(before) > 0 ? now : before);
        }
        peakMib.accumulateAndGet(resident, Math::max);
    }
}
