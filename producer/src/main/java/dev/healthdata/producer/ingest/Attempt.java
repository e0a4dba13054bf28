package dev.healthdata.producer.ingest;

import dev.healthdata.producer.csv.CsvFile;
import dev.healthdata.producer.csv.Opening;
import dev.healthdata.producer.file.CheckedContent;
import dev.healthdata.producer.judge.RowJudge;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.ledger.IngestProgress.State;
import dev.healthdata.records.rule.RowRules;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sends one file. It can be run again after a failure of Kafka, and then begins as after a crash: who else sends this
 * content is ended, what has become of the last transaction is certain, and the books say where to go on.
 */
final class Attempt {
    private final Map<String, Object> client;
    private final IngestOptions options;
    private final RowRules rules;
    private final Clock clock;
    private final ProgressTopic progress;
    private final Source source;
    private final IngestObserver observer;
    private final Instant begun;

    /** Where this process found the file; null until it did. */
    private IngestProgress found;

    /**
     * The content's books as this process found them or last gave them to a transaction; null until it looked. After a failure
     * it may not be known whether they were committed.
     */
    private Optional<IngestProgress> latest;

    /** Those before, which were certainly committed. */
    private Optional<IngestProgress> before;

    Attempt(
            Map<String, Object> client,
            IngestOptions options,
            RowRules rules,
            Clock clock,
            ProgressTopic progress,
            Source source,
            IngestObserver observer) {
        this.client = client;
        this.options = options;
        this.rules = rules;
        this.clock = clock;
        this.progress = progress;
        this.source = source;
        this.observer = observer;
        this.begun = clock.instant();
    }

    Outcome run(BooleanSupplier stopping) throws IOException {
        try (CheckedContent content = source.content(observer)) {
            if (source.changes().isAnother()) {
                return changed();
            }
            Opening opening = source.open(content);
            if (opening instanceof Opening.Unusable unusable) {
                return unusable(unusable);
            }
            CsvFile csv = ((Opening.Rows) opening).file();
            try (Transactions transactions = Transactions.open(client, source.key())) {
                Optional<IngestProgress> known = progress.certain(source.key());
                if (!isOwn(known)) {
                    return new Outcome.TakenOver(source.key());
                }
                Known all = Known.of(source, known, progress);
                Optional<Outcome> elsewhere = found == null ? elsewhere(all) : Optional.empty();
                if (elsewhere.isPresent()) {
                    return elsewhere.get();
                }
                latest = known;
                before = known;
                boolean anew = all.replaced() && known.filter(this::isOfThisRun).isEmpty();
                if (!anew && known.filter(this::isSettled).isPresent()) {
                    return settled(known.get());
                }
                IngestProgress from =
                        known.filter(books -> !anew && !books.done()).orElseGet(() -> beginning(csv, known));
                if (!from.table().equals(csv.table().name())) {
                    return otherTable(from, csv);
                }
                find(from, csv);
                return send(from, csv, content, transactions, stopping);
            }
        }
    }

    /** What was committed in another charset a moment ago may not have been visible before. */
    private Optional<Outcome> elsewhere(Known known) {
        if (known.charset().isPresent() && known.isSettled() && !options.force()) {
            return Optional.of(known.settled());
        }
        return known.refusal();
    }

    private Outcome send(
            IngestProgress known,
            CsvFile csv,
            CheckedContent content,
            Transactions transactions,
            BooleanSupplier stopping)
            throws IOException {
        IngestProgress from = options.force() ? force(known, transactions) : known;
        Transfer transfer = new Transfer(
                transactions,
                csv,
                new RawRecords(
                        csv.table(), source.file().name(), source.fingerprint().sha256()),
                new RowJudge(csv.table(), rules),
                content,
                source.changes(),
                options,
                clock,
                this::note);
        return outcome(transfer.run(from, stopping, observer), latest.orElse(from));
    }

    /** Committed before the first row, so that whoever goes on after a crash need not be told again. */
    private IngestProgress force(IngestProgress known, Transactions transactions) {
        IngestProgress forced = known.forced(clock.instant());
        transactions.begin();
        note(forced);
        transactions.commit(forced);
        return forced;
    }

    /** To be told before each commit: who commits again, has committed before. */
    private void note(IngestProgress books) {
        before = latest;
        latest = Optional.of(books);
    }

    /** Whether nobody but this process can have written these books; true as long as it has not seen any itself. */
    boolean isOwn(Optional<IngestProgress> books) {
        return latest == null || books.equals(latest) || books.equals(before);
    }

    /** With force, only what this process has sent is done, and nothing is halted. */
    private boolean isSettled(IngestProgress books) {
        if (options.force()) {
            return books.done() && isOfThisRun(books);
        }
        return books.done() || books.halted();
    }

    private boolean isOfThisRun(IngestProgress books) {
        return found != null && books.started().equals(found.started());
    }

    private Outcome settled(IngestProgress books) {
        if (books.halted()) {
            return found == null ? Outcome.Halted.before(source.key(), books) : halted(books);
        }
        return found == null ? new Outcome.AlreadyIngested(books) : sent(books);
    }

    private IngestProgress beginning(CsvFile csv, Optional<IngestProgress> before) {
        long earlier = before.map(IngestProgress::sent).orElse(0L);
        return new IngestProgress(
                source.file().name(),
                csv.table().name(),
                source.reading().way(),
                0,
                0,
                0,
                0,
                0,
                0,
                earlier,
                State.SENDING,
                begun,
                begun);
    }

    private void find(IngestProgress from, CsvFile csv) {
        if (found != null) {
            return;
        }
        found = from;
        observer.started(source.file(), source.fingerprint(), from);
        if (!csv.unknownColumns().isEmpty()) {
            observer.unknownColumns(source.file(), csv.unknownColumns());
        }
    }

    private Outcome outcome(Transfer.End end, IngestProgress books) {
        return switch (end) {
            case COMPLETE -> sent(books);
            case HALTED -> halted(books);
            case STOPPED -> new Outcome.Stopped(books);
            case CHANGED -> changed();
        };
    }

    private static Outcome changed() {
        return new Outcome.Rejected(
                Outcome.Reason.CHANGED,
                "was written to or replaced while it was read and is not done: replay it when it is complete");
    }

    private Outcome sent(IngestProgress books) {
        return new Outcome.Sent(books, found.records(), Duration.between(begun, clock.instant()));
    }

    private Outcome halted(IngestProgress books) {
        return new Outcome.Halted(source.key(), books, found.records(), Duration.between(begun, clock.instant()));
    }

    private static Outcome unusable(Opening.Unusable unusable) {
        Outcome.Reason reason =
                unusable.kind() == Opening.Kind.NO_TABLE ? Outcome.Reason.USAGE : Outcome.Reason.CONTENT;
        return new Outcome.Rejected(reason, unusable.reason());
    }

    private static Outcome otherTable(IngestProgress from, CsvFile csv) {
        return new Outcome.Rejected(
                Outcome.Reason.USAGE,
                "was begun as " + from.table() + " and cannot go on as " + csv.table() + ": use --table "
                        + from.table());
    }
}
