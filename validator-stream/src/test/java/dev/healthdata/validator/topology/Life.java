package dev.healthdata.validator.topology;

import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.store.LedgerStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** What a task of a table has stored, and the time, which are left when it ends and begins again. */
final class Life implements AutoCloseable {
    private final Table table;
    private final MockProcessorContext<byte[], Message> context;
    private final List<StateStore> stores;
    private int scheduledBefore;
    private Instant now = Bench.START;
    private long offset;

    Life(Table table, Path directory) {
        this.table = table;
        context = new MockProcessorContext<>(
                new Properties(),
                new TaskId(0, 0),
                directory.resolve(table.name()).toFile());
        stores = LedgerStores.of(table).stream().map(this::open).toList();
    }

    /** What was only in memory or scheduled is gone. */
    void begin() {
        LedgerStores.heard(table, context).ifPresent(Life::clear);
        LedgerStores.found(table, context).ifPresent(Life::clear);
        context.setCurrentSystemTimeMs(now());
        scheduledBefore = context.scheduledPunctuators().size();
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
        context.scheduledPunctuators().stream()
                .skip(scheduledBefore)
                .filter(each -> !each.cancelled())
                .toList()
                .forEach(each -> each.getPunctuator().punctuate(now()));
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
        stores.forEach(StateStore::close);
    }

    private static void clear(KeyValueStore<String, byte[]> store) {
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(each -> store.delete(each.key));
        }
    }

    private StateStore open(StoreBuilder<?> builder) {
        StateStore store = builder.withLoggingDisabled().withCachingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }
}
