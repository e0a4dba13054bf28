package dev.healthdata.validator.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.constraint.Severity;
import dev.healthdata.records.envelope.Closing;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.ledger.Versions;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.judge.Judgement;
import dev.healthdata.validator.judge.PairRules;
import dev.healthdata.validator.judge.RawRow;
import dev.healthdata.validator.message.Answer;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.message.Message.Known;
import dev.healthdata.validator.store.LedgerStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** What becomes of the rows of one partition of a table. Used with its books open. */
final class Ledger {
    private final Table table;
    private final PairRules pairRules;
    private final Books books;
    private final RuleCounts counts;
    private final WaitingRows waiting;
    private final Reports reports;
    private final Outlet outlet;
    private final FoundRows found;
    private final Heard heard;

    private Ledger(
            Table table,
            PairRules pairRules,
            Books books,
            RuleCounts counts,
            WaitingRows waiting,
            Reports reports,
            Outlet outlet,
            FoundRows found,
            Heard heard) {
        this.table = table;
        this.pairRules = pairRules;
        this.books = books;
        this.counts = counts;
        this.waiting = waiting;
        this.reports = reports;
        this.outlet = outlet;
        this.found = found;
        this.heard = heard;
    }

    static Ledger of(
            Table table,
            PairRules pairRules,
            Books books,
            WaitingRows waiting,
            FoundRows found,
            Heard heard,
            ProcessorContext<byte[], Message> context) {
        Outlet outlet = new Outlet(table, context);
        RuleCounts counts = new RuleCounts(LedgerStores.findings(table, context));
        DeadLetters deadLetters = new DeadLetters(LedgerStores.deadLetters(table, context), books);
        return new Ledger(
                table,
                pairRules,
                books,
                counts,
                waiting,
                new Reports(table, counts, deadLetters, outlet),
                outlet,
                found,
                heard);
    }

    /**
     * A row that the rules pass: it takes the place of an older one that waits, unless it is rejected at once, and the dead
     * letter of an older one is no longer to be worked on.
     *
     * @param parents what is known at once of the rows that it refers to
     * @return the row if it is clean now
     */
    Optional<Known.Row> accept(RawRow raw, Judgement.Fit fit, long version, Lookup parents) {
        byte[] id = raw.record().key();
        Fields fields = fit.fields();
        Subject subject = Subject.of(id, version, raw);
        Optional<WaitingRow> older = waiting.find(id);
        Optional<OpenDeadLetter> open = reports.find(id);
        if (open.isPresent()) {
            reports.close(subject);
        }
        List<String> warnings = fit.warnings().stream().map(Violation::rule).toList();
        WaitingRow row = new WaitingRow(
                version,
                subject.rawOffset(),
                parents.missing(),
                false,
                new Appraisal(warnings, parents.compared(), parents.broken()),
                Reports.history(older, open),
                subject.provenance(),
                raw.record().value());
        if (parents.missing() == 0) {
            Optional<Known.Row> clean = decide(id, row, fields);
            if (clean.isPresent()) {
                older.ifPresent(waits -> endWaiting(id, waits));
            }
            return clean;
        }
        if (older.isPresent()) {
            heard.forget(fields.id());
        }
        waiting.put(id, older, row);
        return Optional.empty();
    }

    /**
     * A record that is no row for its table: a dead letter. An older row that waits is left alone.
     *
     * @param key of the dead letter
     * @param value of the dead letter
     */
    void reject(RawRow raw, byte[] key, byte[] value, Judgement.Unfit unfit, long version) {
        books.addRejected();
        counts.add(unfit.violations());
        Optional<OpenDeadLetter> open = reports.find(key);
        History history = Reports.history(waiting.find(key), open).next(Versions.arrival(version));
        Subject subject = Subject.of(key, version, raw);
        reports.write(subject, open, unfit.stage(), unfit.violations(), history, value);
    }

    /**
     * An operator says that a row is none: its dead letter is over, and if it waits, it does no more. An older one that waits is
     * left alone, and has a dead letter of its own from then on, if it is overdue.
     *
     * @return whether it waited
     */
    boolean close(RawRow raw, Closing closing, long version) {
        byte[] key = raw.record().key();
        Optional<WaitingRow> waits = waiting.find(key);
        Optional<WaitingRow> over = waits.filter(row -> row.rawOffset() == closing.upTo());
        over.ifPresent(row -> endWaiting(key, row));
        if (reports.find(key)
                .filter(letter -> letter.rawOffset() <= closing.upTo())
                .isPresent()) {
            reports.close(Subject.of(key, version, raw));
            waits.filter(row -> over.isEmpty() && row.overdue())
                    .ifPresent(row -> reports.report(key, row, reports.missing(row)));
        }
        return over.isPresent();
    }

    /** @return the row if it is clean now */
    Optional<Known.Row> present(Answer answer) {
        byte[] id = answer.childId().getBytes(UTF_8);
        Optional<WaitingRow> stored = stored(id, answer);
        Optional<WaitingRow> found = asking(stored, answer);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        WaitingRow row = found.get();
        int broken = pairRules.broken(answer, row.appraisal().compared());
        WaitingRow rest = row.withAnswers(row.missing() & ~bit(answer.reference()), broken);
        if (rest.missing() == 0) {
            endWaiting(id, row);
            return decide(id, rest, fields(rest));
        }
        if (!row.overdue() && !heard.isFull()) {
            heard.put(answer.childId(), rest);
            return Optional.empty();
        }
        if (heard.willAskAgain(id, stored.get())) {
            return Optional.empty(); // stored like this it would not, and nobody knows what else it has heard
        }
        heard.forget(answer.childId());
        waiting.put(id, found, rest);
        Optional<OpenDeadLetter> own = reports.find(id, row.version());
        if (own.isPresent()) {
            Subject subject = Subject.of(id, row);
            reports.write(
                    subject,
                    own,
                    Stage.REFERENCE,
                    reports.missing(rest),
                    own.get().history(),
                    rest.raw());
        }
        return Optional.empty();
    }

    /**
     * The grace period is over: all that is missing is reported, once. A newer row's dead letter says more. One that asks again
     * will be told again, when it is known what it misses.
     */
    void missing(Answer answer) {
        byte[] id = answer.childId().getBytes(UTF_8);
        Optional<WaitingRow> stored = stored(id, answer);
        Optional<WaitingRow> found = asking(stored, answer);
        if (found.isEmpty() || found.get().overdue() || heard.willAskAgain(id, stored.get())) {
            return;
        }
        WaitingRow row = found.get();
        heard.forget(answer.childId());
        waiting.put(id, found, row.asOverdue());
        reports.report(id, row, reports.missing(row));
    }

    /**
     * It waits no longer: what is left of it is its dead letter. While that of another version lies in its place it waits on, since
     * nothing would be left of it when that one is closed.
     */
    void giveUp(byte[] id, WaitingRow row) {
        Optional<OpenDeadLetter> open = reports.find(id);
        if (open.filter(letter -> letter.version() != row.version()).isPresent()) {
            return;
        }
        endWaiting(id, row);
        if (open.isEmpty()) {
            reports.report(id, row, reports.missing(row));
        }
    }

    /** All that it refers to is there, and it may be too early for that. */
    private Optional<Known.Row> decide(byte[] id, WaitingRow row, Fields fields) {
        int broken = row.appraisal().broken();
        List<Violation> rejecting = pairRules.violations(broken, Severity.REJECT);
        if (!rejecting.isEmpty()) {
            books.addRejected();
            reports.report(id, row, rejecting);
            return Optional.empty();
        }
        Subject subject = Subject.of(id, row);
        if (row.overdue() && reports.find(id, row.version()).isPresent()) {
            reports.close(subject);
        }
        List<String> warnings = new ArrayList<>(row.appraisal().warnings());
        pairRules.violations(broken, Severity.WARN).forEach(violation -> warnings.add(violation.rule()));
        return Optional.of(clean(subject, fields, warnings));
    }

    /** The row that waits for answers of this kind; those to another version find none. */
    private Optional<WaitingRow> stored(byte[] id, Answer answer) {
        return waiting.find(id).filter(row -> row.version() == answer.version());
    }

    /** The row after the answers that it has heard, if it waits for this one: a second one finds none. */
    private Optional<WaitingRow> asking(Optional<WaitingRow> stored, Answer answer) {
        return stored.map(row -> heard.addedTo(row, answer.childId().getBytes(UTF_8)))
                .filter(row -> (row.missing() & bit(answer.reference())) != 0);
    }

    private void endWaiting(byte[] id, WaitingRow row) {
        heard.forget(new String(id, UTF_8));
        waiting.remove(id, row);
    }

    private Known.Row clean(Subject subject, Fields fields, List<String> warnings) {
        outlet.clean(subject, fields, warnings);
        books.addClean();
        found.addReferencesOf(fields);
        warnings.forEach(counts::add);
        return new Known.Row(fields.id(), subject.version(), pairRules.offered(fields));
    }

    /** It could be read when it came. */
    Fields fields(WaitingRow row) {
        return Fields.trimmed(table, ((RawJson.Decoded.Text) RawJson.decode(row.raw())).byColumn());
    }

    static int bit(int reference) {
        return 1 << reference;
    }
}
