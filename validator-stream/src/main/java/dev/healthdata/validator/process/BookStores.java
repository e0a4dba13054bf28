package dev.healthdata.validator.process;

import java.util.function.BiConsumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The stores of the partitions that this instance has, read beside the threads that write them. */
final class BookStores {
    private final KafkaStreams streams;

    BookStores(KafkaStreams streams) {
        this.streams = streams;
    }

    /** @return whether all entries were read: not while a store is on its way from another instance or being made anew */
    <K, V> boolean read(String store, BiConsumer<K, V> entry) {
        try {
            ReadOnlyKeyValueStore<K, V> entries = streams.store(
                    StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<K, V>keyValueStore()));
            try (KeyValueIterator<K, V> all = entries.all()) {
                all.forEachRemaining(each -> entry.accept(each.key, each.value));
            }
            return true;
        } catch (InvalidStateStoreException e) {
            return false;
        }
    }
}
