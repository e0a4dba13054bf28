package dev.healthdata.platform.up;

import dev.healthdata.platform.audit.Audit;
import dev.healthdata.platform.audit.AuditReport;
import dev.healthdata.platform.audit.AuditText;
import dev.healthdata.platform.audit.CatchUp;
import dev.healthdata.platform.books.CleanEnds;
import dev.healthdata.platform.books.HaltedFiles;
import dev.healthdata.platform.books.RawEnds;
import dev.healthdata.platform.books.Tallies;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.state.StateDirectory;
import dev.healthdata.platform.status.Console;
import dev.healthdata.platform.status.StatusLines;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** One run of `up`, from the first process to the last. */
final class PlatformRun implements AutoCloseable {
    static final String VALIDATOR = "validator-stream";

    private static final int DONE = 0;
    private static final int WRONG = 1;
    private static final long PAUSE_MILLIS = 250;

    private final UpSettings settings;
    private final StateDirectory state;
    private final Console console;
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final Infrastructure infrastructure;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Parts parts;
    private Thread follower;

    PlatformRun(UpSettings settings, StateDirectory state, Console console) {
        this.settings = settings;
        this.state = state;
        this.console = console;
        this.infrastructure = new Infrastructure(settings, state, console, failure);
    }

    /** Returns when it is done (`--once`) or something failed; the exit code. */
    int run() throws InterruptedException, SQLException {
        infrastructure.start();
        infrastructure.awaitKafka();
        console.note("Kafka  " + infrastructure.bootstrapServers());
        parts = new Parts(
                new PartCommands(settings, state, infrastructure.bootstrapServers()), state, console, failure);
        parts.startStreams();
        CompletableFuture<Integer> sent = parts.startProducer(!settings.once());
        infrastructure.awaitSql();
        String sinkGroup = SinkGroup.of(settings, state);
        state.publishEndpoints(
                infrastructure.bootstrapServers(), infrastructure.sql(), sinkGroup, settings.processed());
        console.note("SQL    " + infrastructure.sql().address() + " (user and password in "
                + state.path("endpoints.properties") + ")");
        fillDatabaseThatLacksRows(sinkGroup);
        parts.startSink(infrastructure.sql());
        Map<String, Object> client = new HashMap<>(infrastructure.kafkaClient());
        client.put("request.timeout.ms", "10000");
        client.put("default.api.timeout.ms", "10000");
        try (TopicReader reader = new TopicReader(client);
                Admin admin = Admin.create(client)) {
            HaltedFiles halted = new HaltedFiles(reader);
            setFollower(Thread.currentThread());
            try {
                follow(
                        sent,
                        new Tallies(reader, VALIDATOR),
                        new CleanEnds(reader, admin, sinkGroup, settings.processed()),
                        halted,
                        reader);
            } catch (IllegalStateException | InterruptedException e) {
                if (!failure.isDone()) {
                    throw e;
                }
            } finally {
                setFollower(null);
            }
            if (failure.isDone()) {
                console.note("healthcare up: " + failure.join());
                UpChecks.fullDisk("--state", settings.state()).ifPresent(console::note);
                return WRONG;
            }
            return finish(sent.join(), halted, reader);
        }
    }

    private void fillDatabaseThatLacksRows(String sinkGroup) throws InterruptedException {
        LastDatabase last = new LastDatabase(settings, state);
        if (infrastructure.isResumed()) {
            if (EmptyDatabase.isEmpty(infrastructure.sql())) {
                EmptyDatabase.fill(infrastructure.kafkaClient(), sinkGroup, "the database is empty", console);
            } else if (last.wasAnother()) {
                EmptyDatabase.fill(
                        infrastructure.kafkaClient(),
                        sinkGroup,
                        "the database may not be that of the last time",
                        console);
            }
        }
        last.note();
    }

    /** Shows the status until everything has settled (`--once`), or for as long as nothing fails. */
    private void follow(
            CompletableFuture<Integer> sent, Tallies tallies, CleanEnds ends, HaltedFiles halted, TopicReader reader)
            throws InterruptedException {
        Settlement settlement = null;
        boolean told = false;
        boolean allVisible = false;
        while (!failure.isDone()) {
            try {
                Tallies.Reading reading = tallies.read();
                CleanEnds.Behind behind = ends.read();
                console.status(StatusLines.of(reading, behind, halted.read()));
                if (settings.once() && sent.isDone() && settlement == null) {
                    settlement = new Settlement(new RawEnds(reader).settled());
                }
                Settlement.Stage stage =
                        settlement == null ? null : settlement.judge(reading, behind, parts.havePublished());
                if (stage == Settlement.Stage.QUIET && !told) {
                    told = true;
                    parts.tellEndOfInput();
                }
                if (stage == Settlement.Stage.SETTLED) {
                    if (allVisible) {
                        return;
                    }
                    ends.awaitOpenTransactions();
                    allVisible = true;
                    continue;
                }
            } catch (KafkaException e) {
                if (!failure.isDone()) {
                    console.note("Kafka does not answer (" + e.getClass().getSimpleName() + "); trying again");
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** A reading lasts for as long as the broker is away, which may be for ever: a failure interrupts it. */
    private synchronized void setFollower(Thread thread) {
        follower = thread;
        if (thread == null) {
            var unused = Thread.interrupted(); // nothing else interrupts this thread
        } else {
            var unused = failure.thenRun(this::interruptFollower);
        }
    }

    private synchronized void interruptFollower() {
        if (follower != null) {
            follower.interrupt();
        }
    }

    /** The audit needs the broker and the database only, so the parts end meanwhile. */
    private int finish(int producerCode, HaltedFiles halted, TopicReader reader)
            throws SQLException, InterruptedException {
        console.endStatus();
        CompletableFuture<Void> ended = CompletableFuture.runAsync(parts::stop);
        AuditReport report =
                new Audit(reader, infrastructure.sql(), settings.processed(), VALIDATOR, CatchUp.NOT_NEEDED).run();
        AuditText.lines(report).forEach(console::note);
        StatusLines.halted(halted.read()).forEach(console::note);
        ended.join();
        return producerCode == 0 && report.balanced() ? DONE : WRONG;
    }

    /** Ends all processes in order; safe to call from several threads, the first one does it. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            if (parts != null) {
                parts.stop();
            }
            infrastructure.stop();
            state.close();
        }
    }
}
