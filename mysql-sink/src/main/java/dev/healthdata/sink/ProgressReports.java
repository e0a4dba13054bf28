package dev.healthdata.sink;

import dev.healthdata.records.process.Parent;
import dev.healthdata.sink.consume.Progress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells the parent how far the sink is, whenever that has changed. */
final class ProgressReports {
    private static final long PERIOD_MS = 500;

    private final Parent parent;
    private final Progress progress;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private String last = "";

    private ProgressReports(Parent parent, Progress progress) {
        this.parent = parent;
        this.progress = progress;
    }

    /** Goes on for as long as the process lives. */
    static void start(Parent parent, Progress progress) {
        ProgressReports reports = new ProgressReports(parent, progress);
        var unused = reports.timer.scheduleAtFixedRate(reports::report, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void report() {
        String now = progress.toJson();
        if (!now.equals(last)) {
            parent.progress(now);
            last = now;
        }
    }
}
