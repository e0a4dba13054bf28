package dev.healthdata.validator.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilterTest {
    private static final int BITS = 1 << 20;
    private static final int MANY = 100_000;

    private final KeyFilter filter = KeyFilter.builder("filter", BITS).build();
    private KeyValueStore<byte[], byte[]> store;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("rows"), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        var context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
        store.init(context.getStateStoreContext(), store);
        fill();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void takesNoKeyThatIsThereForOneThatIsNotAndFewTheOtherWayRound() {
        keys("V", MANY).forEach(filter::add);

        assertThat(keys("V", MANY)).allMatch(filter::mayContain);
        assertThat(keys("W", MANY)).filteredOn(filter::mayContain).hasSizeLessThan(MANY / 20);
    }

    @Test
    void knowsWhatLiesInTheStoreWhenATaskBegins() {
        filter.add(key("V0"));
        store.put(key("V1"), key("1"));
        fill();

        assertThat(filter.mayContain(key("V1"))).isTrue();
        assertThat(filter.mayContain(key("V0"))).isFalse();
    }

    @Test
    void takesAnyKeyForOneThatIsThereIfTheStoreHasMoreThanItReads() {
        keys("V", MANY + 1).forEach(key -> store.put(key, key));
        fill();

        assertThat(filter.mayContain(key("W"))).isTrue();
    }

    @Test
    void knowsAgainOnceTheStoreIsEmpty() {
        keys("V", MANY + 1).forEach(key -> store.put(key, key));
        fill();
        filter.forget();

        assertThat(filter.mayContain(key("W"))).isFalse();
    }

    @Test
    void looksAtThePartOfTheKeysThatIsAskedFor() {
        store.put(key("V1"), key("1"));
        filter.fill(store, whole -> new byte[] {whole[0]});

        assertThat(filter.mayContain(key("V"))).isTrue();
        assertThat(filter.mayContain(key("V1"))).isFalse();
    }

    private void fill() {
        filter.fill(store, UnaryOperator.identity());
    }

    private static List<byte[]> keys(String letter, int count) {
        return IntStream.range(0, count).mapToObj(i -> key(letter + i)).toList();
    }

    private static byte[] key(String text) {
        return text.getBytes(UTF_8);
    }
}
