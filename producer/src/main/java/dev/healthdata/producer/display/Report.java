package dev.healthdata.producer.display;

import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.ingest.Outcome;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.records.ledger.IngestProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line for each file, and a summary. */
public final class Report implements Display {
    private static final String TABLE = "--table";
    private static final String CHARSET = "--charset";

    private final PrintWriter out;
    private final List<String> arguments;

    private int files;
    private int sentFiles;
    private int haltedFiles;
    private int failedFiles;
    private long rows;
    private long malformed;
    private long sent;
    private Duration took = Duration.ZERO;

    /** @param arguments that a file is to be replayed with again */
    public Report(PrintWriter out, List<String> arguments) {
        this.out = out;
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public void unknownColumns(SourceFile file, List<String> columns) {
        say(file.name() + ": columns that the table has not are left out: " + String.join(", ", columns));
    }

    @Override
    public void finished(Feed feed, Outcome outcome) {
        files++;
        say(feed.file().name() + ": " + line(feed, outcome));
    }

    /** Of all files until now. */
    public void summary() {
        say(
                "%,d files: %,d sent, %,d already ingested, %s%,d failed; %,d rows and %,d malformed in %.1f s (%,.0f rows/s)"
                        .formatted(
                                files,
                                sentFiles,
                                files - sentFiles - haltedFiles - failedFiles,
                                haltedFiles == 0 ? "" : "%,d halted, ".formatted(haltedFiles),
                                failedFiles,
                                rows,
                                malformed,
                                took.toMillis() / 1e3,
                                rate(sent, took)));
    }

    private String line(Feed feed, Outcome outcome) {
        if (outcome instanceof Outcome.Sent sent) {
            return sent(sent);
        }
        if (outcome instanceof Outcome.AlreadyIngested already) {
            IngestProgress books = already.progress();
            return "already ingested on %s as %s (%s, %,d rows, %,d malformed), 0 rows sent"
                    .formatted(
                            books.updated().truncatedTo(ChronoUnit.SECONDS),
                            books.file(),
                            books.table(),
                            books.rows(),
                            books.malformed());
        }
        if (outcome instanceof Outcome.Halted halted) {
            return halted(feed, halted);
        }
        failedFiles++;
        if (outcome instanceof Outcome.Rejected rejected) {
            return "failed: it " + rejected.reason();
        }
        if (outcome instanceof Outcome.Stopped stopped) {
            return "stopped after %,d rows; replay it to go on there"
                    .formatted(stopped.progress().records());
        }
        return "failed: another producer has taken it over, or this one was held up for too long; replay it to see"
                + " that it is done";
    }

    private String sent(Outcome.Sent outcome) {
        IngestProgress books = outcome.progress();
        sentFiles++;
        count(books, outcome.resumedAfter(), outcome.took());
        String resumed = outcome.resumedAfter() == 0 ? "" : ", resumed after %,d".formatted(outcome.resumedAfter());
        return "sent %,d rows and %,d malformed as %s (%,d rejected%s) in %.1f s (%,.0f rows/s)%s"
                .formatted(
                        books.rows(),
                        books.malformed(),
                        books.table(),
                        books.rejected(),
                        books.leftOut() == 0 ? "" : ", %,d left out".formatted(books.leftOut()),
                        outcome.took().toMillis() / 1e3,
                        rate(outcome.records(), outcome.took()),
                        resumed);
    }

    private String halted(Feed feed, Outcome.Halted halted) {
        IngestProgress books = halted.progress();
        haltedFiles++;
        if (!halted.isOfBefore()) {
            count(books, halted.resumedAfter(), halted.took());
        }
        return ("halted after line %,d: %,d of %,d rows rejected, the rest is held back. Look at its dead letters and send a"
                        + " corrected file; or go on while the platform runs: ./healthcare replay --force %s")
                .formatted(books.lines(), books.rejected(), books.records(), goingOn(feed, halted));
    }

    /** Options and path, for a shell. Of a file that gives several tables the others may be sent: they are left alone. */
    private String goingOn(Feed feed, Outcome.Halted halted) {
        List<String> words = new ArrayList<>(arguments);
        if (!words.contains(TABLE)) {
            feed.table().ifPresent(table -> words.addAll(List.of(TABLE, table.name())));
        }
        if (!words.contains(CHARSET)) {
            halted.charset().ifPresent(charset -> words.addAll(List.of(CHARSET, charset)));
        }
        words.add(feed.file().path().toString());
        return words.stream().map(ShellWord::of).collect(Collectors.joining(" "));
    }

    private void count(IngestProgress books, long resumedAfter, Duration time) {
        rows += books.rows();
        malformed += books.malformed();
        sent += books.records() - resumedAfter;
        took = took.plus(time);
    }

    private static double rate(long count, Duration time) {
        return count / Math.max(time.toMillis() / 1e3, 0.001);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
