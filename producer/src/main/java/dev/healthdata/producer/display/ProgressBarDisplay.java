package dev.healthdata.producer.display;

import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.ingest.Outcome;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.records.ledger.IngestProgress;
import java.text.DecimalFormat;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on the terminal. */
public final class ProgressBarDisplay implements Display {
    private static final int HEADER_LINES = 1;

    private ProgressBar bar;

    @Override
    public void started(SourceFile file, Fingerprint fingerprint, IngestProgress from) {
        if (bar != null) {
            bar.close(); // of a file that is tried again and again, of which nothing new is told
        }
        bar = new ProgressBarBuilder()
                .setTaskName(file.name())
                .setInitialMax(Math.max(fingerprint.lines() - HEADER_LINES, 1))
                .startsFrom(from.read(), Duration.ZERO)
                .setUnit(" rows", 1)
                .showSpeed(new DecimalFormat("#,##0"))
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .build();
    }

    @Override
    public void advanced(IngestProgress now) {
        bar.stepTo(now.read());
        bar.setExtraMessage(" " + now.rejected() + " rejected");
    }

    @Override
    public void finished(Feed feed, Outcome outcome) {
        if (bar == null) {
            return;
        }
        if (outcome instanceof Outcome.Sent) {
            bar.maxHint(bar.getCurrent());
        }
        bar.close();
        bar = null;
    }
}
