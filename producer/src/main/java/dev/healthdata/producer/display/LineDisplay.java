package dev.healthdata.producer.display;

import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.records.ledger.IngestProgress;
import java.io.PrintWriter;
import java.time.Duration;

/** A line every few seconds, where there is no terminal. */
public final class LineDisplay implements Display {
    private final PrintWriter out;
    private final Throttle throttle = new Throttle(Duration.ofSeconds(5));

    private String file;
    private long totalBytes;
    private long first;
    private long startNanos;

    public LineDisplay(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void started(SourceFile started, Fingerprint fingerprint, IngestProgress from) {
        file = started.name();
        totalBytes = fingerprint.bytes();
        first = from.records();
        startNanos = System.nanoTime();
        throttle.restart();
    }

    @Override
    public void advanced(IngestProgress now) {
        if (throttle.passes()) {
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            double rate = (now.records() - first) / seconds;
            out.printf(
                    "%s: %,d rows, %,d rejected, %d %%, %,.0f rows/s%n",
                    file, now.records(), now.rejected(), Percent.of(now.bytes(), totalBytes), rate);
            out.flush();
        }
    }
}
