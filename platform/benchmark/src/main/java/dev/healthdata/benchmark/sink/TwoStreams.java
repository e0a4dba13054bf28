package dev.healthdata.benchmark.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes one table after the other, each over as many connections as the sink has. */
final class TwoStreams implements AutoCloseable {
    static final int COUNT = 2;

    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);

    /** One of the streams. */
    interface Stream {
        void write(int number) throws Exception;
    }

    /** Returns when both have written. */
    void run(Stream stream) throws InterruptedException, ExecutionException {
        List<Callable<Void>> both = new ArrayList<>();
        for (int number = 0; number < COUNT; number++) {
            int mine = number;
            both.add(() -> {
                stream.write(mine);
                return null;
            });
        }
        for (Future<Void> each : threads.invokeAll(both)) {
            each.get();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
