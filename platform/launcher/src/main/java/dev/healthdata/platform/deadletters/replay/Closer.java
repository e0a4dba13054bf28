package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.operatorlog.Act;
import dev.healthdata.platform.operatorlog.OperatorTransactions;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.envelope.RawOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Asks the validator to close dead letters of rows that are none, and waits until it has. */
public final class Closer {
    private static final long PAUSE_MILLIS = 100;

    private final OperatorTransactions transactions;
    private final TopicReader reader;
    private final Map<String, Target> pending = new LinkedHashMap<>();

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
            transactions.write(
                    act, new ArrayList<>(letters.stream().map(RawRow::closing).toList()));
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
        long origin = RawOrigin.from(said.headers()).map(RawOrigin::offset).orElse(-1L);
        if (said.value() == null) {
            pending.remove(name);
            told.accept(Result.of(target, Outcome.CLOSED, ""));
        } else if (origin > target.raw().offset()) {
            pending.remove(name);
            told.accept(
                    Result.of(target, Outcome.SUPERSEDED, "a newer row was rejected and has a dead letter of its own"));
        }
    }

    private static String name(String topic, String key) {
        return topic + " " + key;
    }
}
