package dev.healthdata.validator.topology;

import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.store.LedgerStores;
import dev.healthdata.validator.store.StoredTask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;

/** What a task of a table has stored, and the time, which are left when it ends and begins again. */
final class Life implements AutoCloseable {
    private final Table table;
    private final StoredTask task;
    private final MockProcessorContext<byte[], Message> context;
    private Instant now = Bench.START;
    private long offset;

    Life(Table table, Path directory) {
        this.table = table;
        task = new StoredTask(table, directory.resolve(table.name()));
        context = task.context();
    }

    /** What was only in memory or scheduled is gone. */
    void begin() {
        task.begin();
        context.setCurrentSystemTimeMs(now());
    }

    MockProcessorContext<byte[], Message> context() {
        return context;
    }

    long now() {
        return now.toEpochMilli();
    }

    long nextOffset() {
        return ++offset;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
        context.setCurrentSystemTimeMs(now());
        task.punctuate(now());
    }

    /** Since the last call. */
    List<Record<byte[], Message>> forwarded() {
        List<Record<byte[], Message>> forwarded = new ArrayList<>();
        for (CapturedForward<? extends byte[], ? extends Message> each : context.forwarded()) {
            Record<? extends byte[], ? extends Message> record = each.record();
            forwarded.add(new Record<>(record.key(), record.value(), record.timestamp(), record.headers()));
        }
        context.resetForwards();
        return forwarded;
    }

    Tally tally() {
        byte[] tally = LedgerStores.tally(table, context).get(Tally.KEY);
        return tally == null ? Tally.NONE : Tally.decode(tally);
    }

    @Override
    public void close() {
        task.close();
    }
}
