package dev.healthdata.validator.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.judge.Judgement;
import dev.healthdata.validator.judge.RawRow;
import dev.healthdata.validator.message.Answer;
import dev.healthdata.validator.message.Message.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of the rows of one partition of a table. Used with its books open. */
final class Ledger {
    private final Table table;
    private final Books books;
    private final WaitingRows waiting;
    private final DeadLetters deadLetters;
    private final Outlet outlet;
    private final Heard heard = new Heard();

    Ledger(Table table, Books books, WaitingRows waiting, DeadLetters deadLetters, Outlet outlet) {
        this.table = table;
        this.books = books;
        this.waiting = waiting;
        this.deadLetters = deadLetters;
        this.outlet = outlet;
    }

    /**
     * A row that the rules pass: it takes the place of an older one that waits, and the dead letter of an older one is no
     * longer to be worked on.
     *
     * @param references a bit for each reference that must be asked about
     * @return the row if it is clean now
     */
    Optional<Known.Row> accept(RawRow raw, Fields fields, long version, int references) {
        byte[] id = raw.record().key();
        Subject subject = Subject.of(id, version, raw);
        Optional<WaitingRow> older = waiting.find(id);
        Optional<OpenDeadLetter> open = deadLetters.find(id);
        if (open.isPresent()) {
            close(subject);
        }
        if (references == 0) {
            older.ifPresent(row -> waiting.remove(id, row));
            return Optional.of(clean(subject, fields));
        }
        waiting.put(
                id,
                older,
                new WaitingRow(
                        version,
                        subject.rawOffset(),
                        references,
                        false,
                        history(older, open),
                        subject.provenance(),
                        raw.record().value()));
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
        Optional<OpenDeadLetter> open = deadLetters.find(key);
        History history = history(waiting.find(key), open).next(Versions.arrival(version));
        Subject subject = Subject.of(key, version, raw);
        write(subject, open, unfit.stage(), unfit.violations(), history, value);
    }

    /** @return the row if it is clean now */
    Optional<Known.Row> present(Answer answer) {
        byte[] id = answer.childId().getBytes(UTF_8);
        Optional<WaitingRow> found = asking(id, answer);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        WaitingRow row = found.get();
        WaitingRow rest = row.withMissing(stillMissing(answer, row) & ~bit(answer.reference()));
        Subject subject = Subject.of(id, row);
        Optional<OpenDeadLetter> own = deadLetters.find(id).filter(letter -> letter.version() == row.version());
        if (rest.missing() == 0) {
            heard.forget(answer.childId());
            waiting.remove(id, row);
            if (own.isPresent()) {
                close(subject);
            }
            return Optional.of(clean(subject, fields(row)));
        }
        if (!row.overdue()) {
            heard.add(answer.childId(), row.version(), bit(answer.reference()));
            return Optional.empty();
        }
        waiting.put(id, found, rest);
        if (own.isPresent()) {
            write(subject, own, Stage.REFERENCE, missing(rest), own.get().history(), rest.raw());
        }
        return Optional.empty();
    }

    /** The grace period is over: all that is missing is reported, once. A newer row's dead letter says more. */
    void missing(Answer answer) {
        byte[] id = answer.childId().getBytes(UTF_8);
        Optional<WaitingRow> found = asking(id, answer);
        if (found.isEmpty() || found.get().overdue()) {
            return;
        }
        WaitingRow row = found.get().withMissing(stillMissing(answer, found.get()));
        heard.forget(answer.childId());
        waiting.put(id, found, row.asOverdue());
        if (deadLetters.find(id).isEmpty()) {
            History history = row.history().next(Versions.arrival(row.version()));
            Subject subject = Subject.of(id, row);
            write(subject, Optional.empty(), Stage.REFERENCE, missing(row), history, row.raw());
        }
    }

    /** The row that waits for this answer; an answer to another version, or a second one, finds none. */
    private Optional<WaitingRow> asking(byte[] id, Answer answer) {
        return waiting.find(id)
                .filter(row -> row.version() == answer.version())
                .filter(row -> (stillMissing(answer, row) & bit(answer.reference())) != 0);
    }

    private int stillMissing(Answer answer, WaitingRow row) {
        return row.missing() & ~heard.of(answer.childId(), row.version());
    }

    private Known.Row clean(Subject subject, Fields fields) {
        outlet.clean(subject, fields);
        books.addClean();
        return new Known.Row(fields.id(), subject.version());
    }

    private void close(Subject subject) {
        deadLetters.remove(subject.key());
        outlet.closeDeadLetter(subject);
    }

    private void write(
            Subject subject,
            Optional<OpenDeadLetter> before,
            Stage stage,
            List<Violation> violations,
            History history,
            byte[] raw) {
        OpenDeadLetter letter = new OpenDeadLetter(subject.version(), subject.rawOffset(), stage, history);
        deadLetters.put(subject.key(), before, letter);
        Instant firstSeen = Instant.ofEpochMilli(history.firstSeen());
        outlet.deadLetter(subject, new DeadLetter(stage, violations, history.attempts(), firstSeen), raw);
    }

    private List<Violation> missing(WaitingRow row) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < table.references().size(); i++) {
            if ((row.missing() & bit(i)) != 0) {
                Reference reference = table.references().get(i);
                String message = "refers to a row of " + reference.table() + " that has not come";
                violations.add(Violation.of(table.name(), reference.column(), "reference", message));
            }
        }
        return violations;
    }

    /** It could be read when it came. */
    Fields fields(WaitingRow row) {
        return Fields.trimmed(table, ((RawJson.Decoded.Text) RawJson.decode(row.raw())).byColumn());
    }

    private static History history(Optional<WaitingRow> waiting, Optional<OpenDeadLetter> open) {
        return open.map(OpenDeadLetter::history)
                .orElse(History.NONE)
                .orLonger(waiting.map(WaitingRow::history).orElse(History.NONE));
    }

    static int bit(int reference) {
        return 1 << reference;
    }
}
