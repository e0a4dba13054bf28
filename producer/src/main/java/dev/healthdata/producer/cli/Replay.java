package dev.healthdata.producer.cli;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.display.Display;
import dev.healthdata.producer.file.FileFinder;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.ingest.Ingestion;
import dev.healthdata.producer.ingest.Outcome;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.producer.mapping.Feeds;
import dev.healthdata.producer.watch.CompleteFiles;
import dev.healthdata.records.ledger.IngestProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Sends files, one after the other. */
final class Replay {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** That files are moved in is heard without looking into directories. */
    private static final Duration HEAR_EVERY = Duration.ofMillis(10);

    private static final Set<Outcome.Reason> USAGE =
            EnumSet.of(Outcome.Reason.USAGE, Outcome.Reason.LACKING, Outcome.Reason.UNREADABLE);

    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Ingestion ingestion;
    private final SendingOrder order;
    private final Feeds feeds;
    private final FileFinder finder;
    private final Display display;
    private final Shutdown shutdown;
    private final Retries retries;
    private final PrintWriter err;

    Replay(
            Ingestion ingestion,
            CsvOptions csv,
            Feeds feeds,
            FileFinder finder,
            Display display,
            Shutdown shutdown,
            Duration retryEvery,
            PrintWriter err) {
        this.ingestion = ingestion;
        this.feeds = feeds;
        this.finder = finder;
        this.display = Display.all(List.of(display, new Display() {
            @Override
            public void advanced(IngestProgress now) {
                shutdown.sending();
            }
        }));
        this.order = new SendingOrder(csv, (feed, table) -> ingestion.isBegun(feed, table, this.display));
        this.shutdown = shutdown;
        this.retries = new Retries(retryEvery);
        this.err = err;
    }

    /** What is there now. */
    int once(List<Path> paths) throws IOException {
        shutdown.heeded();
        FileSearch found = FileSearch.in(paths, feeds, finder, err);
        return Math.max(found.code(), send(found.feeds(), List.of()));
    }

    /**
     * What is there and what comes, until asked to leave. Files that fail are reported, and tried when they change, or from time
     * to time where something else may be in the way.
     */
    int watch(List<Path> directories) {
        shutdown.heeded();
        try (CompleteFiles complete = new CompleteFiles(directories, finder, QUIET)) {
            LookupWait lookups = new LookupWait(feeds, complete::isComplete, QUIET, err);
            do {
                List<SourceFile> found = complete.look();
                display.lookedInto(complete.hasSeenAll());
                List<Feed> ready = feeds(lookups.ready(found));
                // Asked before any is sent, and sent with the others: what is new may correct what is to be sent again.
                List<Feed> changed = feeds(lookups.changed(complete.there()));
                send(SendingOrder.byName(ready), SendingOrder.byName(changed));
                send(List.of(), SendingOrder.byName(due(lookups)));
                display.looked(ingestion::isReleased);
            } while (!isAskedBeforeNextLook(complete));
        }
        return ExitCodes.DONE;
    }

    private boolean isAskedBeforeNextLook(CompleteFiles complete) {
        long next = System.nanoTime() + LOOK_EVERY.toNanos();
        do {
            if (shutdown.isAskedWithin(HEAR_EVERY)) {
                return true;
            }
        } while (!complete.hasNews() && System.nanoTime() - next < 0);
        return false;
    }

    /** @param again files that were tried before */
    private int send(List<Feed> found, List<Feed> again) {
        int code = ExitCodes.DONE;
        if (!found.isEmpty()) {
            display.expect(found.size());
        }
        List<Feed> all = new ArrayList<>(found);
        again.stream().filter(feed -> !isTakenCareOf(feed)).forEach(all::add);
        for (Feed feed : order.sort(all)) {
            if (shutdown.isAsked()) {
                return Math.max(code, ExitCodes.DATA_WRONG);
            }
            code = Math.max(code, found.contains(feed) ? send(feed) : tryAgain(feed));
        }
        return code;
    }

    private int send(Feed feed) {
        Outcome outcome = ingest(feed);
        retries.note(feed, outcome);
        display.finished(feed, outcome);
        return code(outcome);
    }

    /** Tells only what is news. */
    private int tryAgain(Feed feed) {
        boolean failedBefore = retries.last(feed)
                .filter(last -> !(last instanceof Outcome.Halted))
                .isPresent();
        Outcome outcome = ingest(feed);
        if (retries.note(feed, outcome) && (failedBefore || !outcome.isOfBefore())) {
            display.expect(1);
            display.finished(feed, outcome);
        }
        return code(outcome);
    }

    private Outcome ingest(Feed feed) {
        try {
            return ingestion.ingest(feed, display);
        } finally {
            shutdown.heeded();
        }
    }

    private List<Feed> feeds(List<SourceFile> files) {
        return files.stream().flatMap(file -> feeds.of(file).stream()).toList();
    }

    private List<Feed> due(LookupWait lookups) {
        return retries.due().stream()
                .filter(feed -> lookups.isReady(feed.file()))
                .filter(feed -> !isHeldBack(feed))
                .toList();
    }

    private boolean isTakenCareOf(Feed feed) {
        return retries.last(feed)
                .filter(last -> last instanceof Outcome.TakenOver taken && !ingestion.isLeft(taken.key()))
                .isPresent();
    }

    private boolean isHeldBack(Feed feed) {
        return retries.last(feed)
                .filter(last -> last instanceof Outcome.Halted halted && !ingestion.isForcedAndLeft(halted.key()))
                .isPresent();
    }

    private static int code(Outcome outcome) {
        if (outcome instanceof Outcome.Sent || outcome instanceof Outcome.AlreadyIngested) {
            return ExitCodes.DONE;
        }
        boolean usage = outcome instanceof Outcome.Rejected rejected && USAGE.contains(rejected.kind());
        return usage ? ExitCodes.USAGE : ExitCodes.DATA_WRONG;
    }
}
