package dev.healthdata.platform.deadletters.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.table.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Hears from the clean and the dead-letter topics what becomes of rows. For use by one thread. */
final class Outcomes {
    private final TopicReader reader;
    private final Map<String, Table> tableByTopic = new HashMap<>();
    private final Map<String, Sent> pending = new LinkedHashMap<>();
    private final News news = new News();
    private Map<TopicPartition, Long> positions;

    /** What is said from here on is heard. */
    Outcomes(TopicReader reader) {
        this.reader = reader;
        Tables.all().forEach(table -> Stream.of(table.cleanTopic(), table.deadLetterTopic())
                .forEach(topic -> tableByTopic.put(topic, table)));
        positions = new HashMap<>(reader.ends(reader.partitions(tableByTopic.keySet())));
    }

    /** What else was said of rows. */
    News news() {
        return news;
    }

    /** Begins to wait for a row; there must be none of the same key already. */
    void expect(Sent sent) {
        pending.put(sent.name(), sent);
    }

    /** The rows of which nothing has been heard. */
    List<Sent> pending() {
        return List.copyOf(pending.values());
    }

    /** Returns when all that the tallies tell of can be heard: a transaction is visible in its topics one after the other. */
    void awaitOpenTransactions() throws InterruptedException {
        var unused = reader.settledEnds(positions.keySet());
    }

    /** Hears what was said since the last call. */
    void hear(Consumer<Result> told) {
        positions = new HashMap<>(reader.read(positions, each -> hear(each, told)));
    }

    /** Waits no longer. */
    void giveUp(Sent sent, Outcome outcome, String detail, Consumer<Result> told) {
        pending.remove(sent.name());
        told.accept(Result.of(sent.target(), outcome, detail));
    }

    private void hear(ConsumerRecord<byte[], byte[]> said, Consumer<Result> told) {
        Table table = tableByTopic.get(said.topic());
        news.hear(table, said);
        if (pending.isEmpty() || said.key() == null) {
            return;
        }
        boolean clean = said.topic().equals(table.cleanTopic());
        LetterKey key = clean ? new LetterKey(new String(said.key(), UTF_8), false) : LetterKey.of(said.key());
        Sent sent = pending.get(table + " " + key.id());
        if (sent == null) {
            return;
        }
        boolean sink = sent.target().stage() == Stage.SINK;
        long origin = RawOrigin.from(said.headers()).map(RawOrigin::offset).orElse(-1L);
        if (said.value() == null) {
            if (key.refused() && sink) {
                giveUp(sent, Outcome.ACCEPTED, "", told); // the sink closes its dead letter when the row is stored
            }
        } else if (origin > sent.offset()) {
            giveUp(sent, Outcome.SUPERSEDED, "", told);
        } else if (origin == sent.offset()) {
            if (!clean) {
                DeadLetter.from(said.headers()).ifPresent(letter -> reject(sent, letter, told));
            } else if (!sink) {
                giveUp(sent, Outcome.ACCEPTED, "", told);
            }
        }
    }

    private void reject(Sent sent, DeadLetter letter, Consumer<Result> told) {
        Outcome outcome = letter.stage() == Stage.REFERENCE ? Outcome.WAITING : Outcome.REJECTED;
        giveUp(sent, outcome, letter.rules(), told);
    }
}
