package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.platform.books.Tallies;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.operatorlog.Act;
import dev.healthdata.platform.operatorlog.OperatorTransactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends rows again, in transactions, and waits for what becomes of them before it goes on, so that neither the platform nor
 * the memory is flooded. Rows must come with the tables' parents first.
 */
public final class Replay {
    private static final int ROWS_IN_A_TRANSACTION = 500;

    private final OperatorTransactions transactions;
    private final Act act;
    private final Preparation preparation;
    private final Optional<Patience> patience;
    private final Outcomes outcomes;
    private final RateLimit limit;
    private final Consumer<Result> told;
    private final Map<String, Candidate> next = new LinkedHashMap<>();

    /**
     * Nothing is sent yet.
     *
     * @param reader of its own, to hear of the rows
     * @param validator the validator's application id
     * @param act for the audit log, the number of rows to be filled in
     * @param timeout for how long nothing may be heard; empty to send without waiting
     * @param rate rows per second, 0 for as fast as it goes
     */
    public Replay(
            OperatorTransactions transactions,
            TopicReader reader,
            String validator,
            Act act,
            Preparation preparation,
            Optional<Duration> timeout,
            long rate,
            Consumer<Result> told) {
        this.transactions = transactions;
        this.act = act;
        this.preparation = preparation;
        this.outcomes = new Outcomes(reader);
        this.patience = timeout.map(limit -> new Patience(outcomes, new Quiet(new Tallies(reader, validator)), limit));
        this.limit = new RateLimit(rate, System.nanoTime());
        this.told = told;
    }

    /** Sends a row, now or with those that follow; false if there is a reason not to, which is told. */
    public boolean add(Candidate original) throws InterruptedException {
        Candidate row = preparation.corrected(original);
        Optional<String> objection = preparation.objection(row);
        if (objection.isPresent()) {
            told.accept(Result.of(row.target(), Outcome.SKIPPED, objection.get()));
            return false;
        }
        String name = row.target().table() + " " + RawRow.key(row);
        if (next.containsKey(name)) {
            flush();
        }
        next.put(name, row);
        if (next.size() >= limit.burst(ROWS_IN_A_TRANSACTION)) {
            flush();
        }
        return true;
    }

    /** Sends what is left and waits. */
    public void flush() throws InterruptedException {
        if (next.isEmpty()) {
            return;
        }
        List<Candidate> rows = current();
        if (rows.isEmpty()) {
            return;
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        rows.forEach(row -> records.add(RawRow.of(row)));
        rows.forEach(row -> RawRow.handover(row).ifPresent(records::add));
        List<RecordMetadata> places = write(rows, records);
        for (int i = 0; i < places.size(); i++) {
            RecordMetadata place = places.get(i);
            outcomes.news()
                    .sent(place.topic(), place.partition(), records.get(i).key(), place.offset());
        }
        for (int i = 0; i < rows.size(); i++) {
            Candidate row = rows.get(i);
            Sent sent = new Sent(
                    row.target(),
                    RawRow.key(row),
                    places.get(i).partition(),
                    places.get(i).offset());
            if (patience.isPresent()) {
                outcomes.expect(sent);
            } else {
                told.accept(Result.of(row.target(), Outcome.SENT, ""));
            }
        }
        if (patience.isPresent()) {
            await(patience.get());
        }
        limit.sent(rows.size());
    }

    /** Where they lie. Of a transaction that failed nobody knows whether it was committed in the end. */
    private List<RecordMetadata> write(List<Candidate> rows, List<ProducerRecord<byte[], byte[]>> records) {
        try {
            return transactions.write(act.of(rows.size()), records);
        } catch (RuntimeException e) {
            rows.forEach(row -> told.accept(Result.of(
                    row.target(),
                    Outcome.UNDECIDED,
                    "its transaction failed; another replay tells whether it was sent")));
            throw e;
        }
    }

    private void await(Patience waiting) throws InterruptedException {
        try {
            waiting.await(told);
        } finally {
            // Nothing is, but where it failed or was interrupted.
            outcomes.pending()
                    .forEach(each -> outcomes.giveUp(
                            each, Outcome.UNDECIDED, "was sent, and the replay ended before it heard of it", told));
        }
    }

    /** Dead letters were read when all began, and what the feed corrected since must not be overwritten. */
    private List<Candidate> current() {
        outcomes.hear(told);
        List<Candidate> rows = new ArrayList<>();
        for (Candidate row : next.values()) {
            if (outcomes.news().outdates(row)) {
                told.accept(
                        outcomes.news().accepted(row)
                                ? Result.of(row.target(), Outcome.ALREADY_ACCEPTED, "")
                                : Result.of(row.target(), Outcome.SKIPPED, "was corrected meanwhile"));
            } else {
                rows.add(row);
            }
        }
        next.clear();
        return rows;
    }
}
