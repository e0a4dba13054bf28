package dev.healthdata.validator.store;

import dev.healthdata.records.table.Table;
import dev.healthdata.validator.message.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What a task of a table has stored, which is left when it ends at any moment after a commit and begins again. */
public final class StoredTask implements AutoCloseable {
    private final Table table;
    private final MockProcessorContext<byte[], Message> context;
    private final List<StateStore> stores;
    private final KeyValueStore<byte[], byte[]> nothing = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("nothing"), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private int scheduledBefore;

    public StoredTask(Table table, Path directory) {
        this.table = table;
        context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
        stores = LedgerStores.of(table).stream().map(this::open).toList();
        nothing.init(context.getStateStoreContext(), nothing);
    }

    /** What was only in memory or scheduled is gone. */
    public void begin() {
        LedgerStores.heard(table, context).ifPresent(StoredTask::clear);
        LedgerStores.found(table, context).ifPresent(StoredTask::clear);
        for (StateStore store : stores) {
            if (store instanceof KeyFilter filter) {
                filter.fill(nothing, UnaryOperator.identity());
            }
        }
        scheduledBefore = context.scheduledPunctuators().size();
    }

    public MockProcessorContext<byte[], Message> context() {
        return context;
    }

    /** All that has been scheduled since the beginning is due, once. */
    public void punctuate(long time) {
        List<CapturedPunctuator> due = context.scheduledPunctuators().stream()
                .skip(scheduledBefore)
                .filter(each -> !each.cancelled())
                .toList();
        due.forEach(each -> each.getPunctuator().punctuate(time));
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
