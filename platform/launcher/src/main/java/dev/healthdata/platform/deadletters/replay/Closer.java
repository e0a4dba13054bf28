package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.operatorlog.Act;
import dev.healthdata.platform.operatorlog.OperatorTransactions;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.envelope.RawOrigin;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Asks the validator to close dead letters of rows that are none, and waits until it has. */
public final class Closer {
    private static final long PAUSE_MILLIS = 100;

    private final OperatorTransactions transactions;
    private final TopicReader reader;
    private final Map<String, Target> pending = new LinkedHashMap<>();
    /** The raw records that ask for it. */
    private final Set<RawOrigin> closings = new HashSet<>();

    public Closer(OperatorTransactions transactions, TopicReader reader) {
        this.transactions = transactions;
        this.reader = reader;
    }

    /** Returns when all are closed, or nothing was heard of them for so long. */
    public void close(List<Target> letters, Act act, Duration limit, Consumer<Result> told)
            throws InterruptedException {
        Map<TopicPartition, Long> positions = new HashMap<>(reader.ends(reader.partitions(letters.stream()
                .map(each -> each.table().deadLetterTopic())
                .distinct()
                .toList())));
        letters.forEach(each -> pending.put(name(each.table().deadLetterTopic(), each.key()), each));
        try {
            transactions
                    .write(act, letters.stream().map(RawRow::closing).toList())
                    .forEach(place -> closings.add(new RawOrigin(place.topic(), place.partition(), place.offset())));
            long end = System.nanoTime() + limit.toNanos();
            while (!pending.isEmpty() && System.nanoTime() < end) {
                positions = new HashMap<>(reader.read(positions, each -> hear(each, told)));
                Thread.sleep(PAUSE_MILLIS);
            }
        } finally {
            pending.values()
                    .forEach(each -> told.accept(Result.of(
                            each, Outcome.UNDECIDED, "nothing was heard of it: './healthcare status' tells")));
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> said, Consumer<Result> told) {
        LetterKey key = LetterKey.of(said.key());
        String name = name(said.topic(), key.id());
        Target target = key.refused() ? null : pending.get(name);
        if (target == null) {
            return;
        }
        Optional<RawOrigin> origin = RawOrigin.from(said.headers());
        if (said.value() == null) {
            // What closes it names the raw record that does: another one than ours is a row.
            pending.remove(name);
            told.accept(
                    origin.filter(closings::contains).isPresent()
                            ? Result.of(target, Outcome.CLOSED, "")
                            : Result.of(target, Outcome.SKIPPED, "was accepted or replaced before the closing came"));
        } else if (origin.map(RawOrigin::offset).orElse(-1L) > target.raw().offset()) {
            pending.remove(name);
            told.accept(
                    Result.of(target, Outcome.SUPERSEDED, "a newer row was rejected and has a dead letter of its own"));
        }
    }

    private static String name(String topic, String key) {
        return topic + " " + key;
    }
}
