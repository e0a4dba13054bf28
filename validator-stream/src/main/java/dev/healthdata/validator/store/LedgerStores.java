package dev.healthdata.validator.store;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.Findings;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.ledger.WaitingRoom;
import dev.healthdata.records.table.Table;
import dev.healthdata.records.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of a table: one of each kind for each partition. */
public final class LedgerStores {
    /** The one key of the store of that name: up to which version the rows of the task have asked. */
    public static final String ASKED = "asked";

    /** About 100 bytes each, in each task of a table that refers to others. */
    private static final int MAX_FOUND = 20_000;

    /**
     * About 150 bytes each, in each task of a table that refers to several others. Not a limit of how many rows may wait: what the
     * others have heard is stored with them.
     */
    public static final int MAX_HEARD = 20_000;

    /** 128 KiB, good for 100,000 keys: open dead letters, rows that wait. */
    private static final int FILTER_BITS = 1 << 20;

    /** 2 MiB, good for 1,600,000 keys, in each task: a visit leaves one. */
    private static final int TWINS_FILTER_BITS = 1 << 24;

    /** Stores of few keys are written at every commit: their changelogs should be compacted soon. */
    private static final Map<String, String> FEW_KEYS =
            Map.of("segment.bytes", String.valueOf(4 << 20), "min.cleanable.dirty.ratio", "0.1");

    private static final Map<String, String> ROWS =
            Map.of("max.message.bytes", String.valueOf(Topics.MAX_RECORD_BYTES));

    private LedgerStores() {}

    /** All stores of a table. */
    public static List<StoreBuilder<?>> of(Table table) {
        List<StoreBuilder<?>> stores = new ArrayList<>();
        stores.add(fewKeys(Tally.store(table), Serdes.ByteArray()));
        stores.add(fewKeys(Findings.store(table), Serdes.Long()));
        stores.addAll(rowsAndFilter(deadLettersName(table), FILTER_BITS));
        if (!table.references().isEmpty()) {
            stores.add(fewKeys(askedName(table), Serdes.Long()));
            stores.addAll(rowsAndFilter(WaitingRoom.store(table), FILTER_BITS));
            stores.add(found(table));
        }
        if (hearsOfSeveral(table)) {
            stores.add(heard(table));
        }
        if (!Tables.referringTo(table).isEmpty()) {
            stores.addAll(ofKnown(table));
            stores.addAll(rowsAndFilter(askersName(table), FILTER_BITS));
        }
        return stores;
    }

    /** What rows that refer to the table must know of it. */
    public static List<StoreBuilder<?>> ofKnown(Table table) {
        List<StoreBuilder<?>> stores = new ArrayList<>();
        stores.add(rows(knownName(table)));
        if (hasTwins(table)) {
            stores.addAll(rowsAndFilter(twinsName(table), TWINS_FILTER_BITS));
        }
        return stores;
    }

    public static KeyValueStore<String, byte[]> tally(Table table, ProcessingContext context) {
        return context.getStateStore(Tally.store(table));
    }

    public static SparseStore deadLetters(Table table, ProcessingContext context) {
        return sparse(deadLettersName(table), context);
    }

    /** How often each rule was found broken, by its id. */
    public static KeyValueStore<String, Long> findings(Table table, ProcessingContext context) {
        return context.getStateStore(Findings.store(table));
    }

    /** Empty if the table refers to none. */
    public static Optional<KeyValueStore<String, Long>> asked(Table table, ProcessingContext context) {
        return table.references().isEmpty()
                ? Optional.empty()
                : Optional.of(context.<KeyValueStore<String, Long>>getStateStore(askedName(table)));
    }

    /** Empty if the table refers to none. */
    public static Optional<SparseStore> waiting(Table table, ProcessingContext context) {
        return table.references().isEmpty() ? Optional.empty() : Optional.of(sparse(WaitingRoom.store(table), context));
    }

    /** Empty if the table refers to none. */
    public static Optional<KeyValueStore<String, byte[]>> found(Table table, ProcessingContext context) {
        return table.references().isEmpty()
                ? Optional.empty()
                : Optional.of(context.<KeyValueStore<String, byte[]>>getStateStore(foundName(table)));
    }

    /** Empty if the table refers to no more than one. */
    public static Optional<KeyValueStore<String, byte[]>> heard(Table table, ProcessingContext context) {
        return hearsOfSeveral(table)
                ? Optional.of(context.<KeyValueStore<String, byte[]>>getStateStore(heardName(table)))
                : Optional.empty();
    }

    /** Only of a table that others refer to. */
    public static KeyValueStore<byte[], byte[]> known(Table table, ProcessingContext context) {
        return context.getStateStore(knownName(table));
    }

    /** Only of a table that others refer to. */
    public static KeyValueStore<byte[], byte[]> askers(Table table, ProcessingContext context) {
        return context.getStateStore(askersName(table));
    }

    /** Only of a table that others refer to: the ids of its rows that are asked about. */
    public static KeyFilter parentsOfAskers(Table table, ProcessingContext context) {
        return context.getStateStore(filterName(askersName(table)));
    }

    /** Empty if no rows that refer to the table can be twins there. */
    public static Optional<SparseStore> twins(Table table, ProcessingContext context) {
        return hasTwins(table) ? Optional.of(sparse(twinsName(table), context)) : Optional.empty();
    }

    private static SparseStore sparse(String name, ProcessingContext context) {
        return new SparseStore(context.getStateStore(name), context.getStateStore(filterName(name)));
    }

    private static String filterName(String store) {
        return store + "-filter";
    }

    private static boolean hearsOfSeveral(Table table) {
        return table.references().size() > 1;
    }

    private static boolean hasTwins(Table table) {
        return Tables.referringTo(table).stream().anyMatch(child -> child.twins().stream()
                .anyMatch(twin -> child.references().get(twin.reference()).leadsTo(table)));
    }

    private static String twinsName(Table table) {
        return table.nameInTopics() + "-twins";
    }

    private static String deadLettersName(Table table) {
        return table.nameInTopics() + "-dead-letters";
    }

    private static String askedName(Table table) {
        return table.nameInTopics() + "-asked";
    }

    private static String foundName(Table table) {
        return table.nameInTopics() + "-found";
    }

    private static String heardName(Table table) {
        return table.nameInTopics() + "-heard";
    }

    private static String knownName(Table table) {
        return table.nameInTopics() + "-known";
    }

    private static String askersName(Table table) {
        return table.nameInTopics() + "-askers";
    }

    /** The cache makes it one changelog record of each key for each commit. */
    private static <V> StoreBuilder<?> fewKeys(String name, Serde<V> value) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), value)
                .withLoggingEnabled(FEW_KEYS)
                .withCachingEnabled();
    }

    /** Only a hint, so nothing of it outlives the task. */
    private static StoreBuilder<?> found(Table table) {
        return Stores.keyValueStoreBuilder(
                        Stores.lruMap(foundName(table), MAX_FOUND), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled();
    }

    /** Can be asked for again, so nothing of it outlives the task. */
    private static StoreBuilder<?> heard(Table table) {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(heardName(table)), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled();
    }

    /** @param filterBits of the filter of the store's keys */
    private static List<StoreBuilder<?>> rowsAndFilter(String name, int filterBits) {
        return List.of(rows(name), KeyFilter.builder(filterName(name), filterBits));
    }

    private static StoreBuilder<?> rows(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingEnabled(ROWS)
                .withCachingDisabled();
    }
}
