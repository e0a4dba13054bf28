package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.audit.KeyBooks.Clean;
import dev.healthdata.platform.audit.KeyBooks.Letter;
import dev.healthdata.platform.audit.KeyBooks.Raw;
import dev.healthdata.platform.books.Content;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.envelope.Closing;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.RawRecord;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.ledger.WaitingRoom;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Reads what the topics of one table say of its rows, up to a cut. */
final class TopicAudit {
    private final TopicReader reader;
    private final Table table;
    private final Cut cut;
    private final FileBooks files;
    private long onTheirWay;

    TopicAudit(TopicReader reader, Table table, Cut cut, FileBooks files) {
        this.reader = reader;
        this.table = table;
        this.cut = cut;
        this.files = files;
    }

    void readInto(Buckets buckets) {
        int partitions = Math.max(1, cut.ends(table.rawTopic()).size());
        read(table.rawTopic(), each -> raw(each, partitions, buckets));
        read(cut.waitingTopic(table), each -> buckets.waiting(text(each.key()), waiting(each)));
        read(table.cleanTopic(), each -> buckets.clean(text(each.key()), clean(each)));
        cut.readLetters(reader, table, (key, each) -> buckets.letter(key.id(), letter(each), key.refused()));
    }

    /** Raw records that the validator had not taken. */
    long onTheirWay() {
        return onTheirWay;
    }

    private void raw(ConsumerRecord<byte[], byte[]> each, int partitions, Buckets buckets) {
        Optional<Closing> closing = Closing.from(each.key(), each.value(), each.headers());
        if (closing.isPresent()) {
            long upTo = closing.get().upTo();
            buckets.closing(text(each.key()), upTo);
            buckets.closing(EarlierLetters.ownKey(each, upTo), upTo);
        } else if (each.offset() > cut.taken(table, each.partition())) {
            onTheirWay++;
        } else {
            Optional<Provenance> source = Provenance.from(each.headers());
            int file = source.map(from -> files.number(from.file())).orElse(-1);
            long line = source.map(Provenance::line).orElse(-1L);
            Optional<Fields> row = row(table, each);
            long content = row.map(fields -> Content.of(fields.values())).orElse(Content.NONE);
            buckets.raw(
                    key(each, row, source, partitions), new Raw(each.partition(), each.offset(), content, file, line));
        }
    }

    static Optional<Fields> row(Table table, ConsumerRecord<byte[], byte[]> each) {
        return RawRecord.row(table, each.value(), each.headers());
    }

    /** As the validator keys what it says of the record. */
    static String key(
            ConsumerRecord<byte[], byte[]> each, Optional<Fields> row, Optional<Provenance> source, int partitions) {
        boolean placed =
                each.key() != null && BuiltInPartitioner.partitionForKey(each.key(), partitions) == each.partition();
        RawOrigin origin = new RawOrigin(each.topic(), each.partition(), each.offset());
        return RawRecord.key(each.key(), placed, row, source, origin);
    }

    /** The raw offset of the row that waits; -1 if it does no more. */
    static long waiting(ConsumerRecord<byte[], byte[]> each) {
        return each.value() == null ? -1 : WaitingRoom.rawOffset(each.value());
    }

    Clean clean(ConsumerRecord<byte[], byte[]> each) {
        if (each.value() == null) {
            return new Clean(-1, Long.MAX_VALUE, Content.NONE, false);
        }
        Optional<RawOrigin> origin = RawOrigin.from(each.headers());
        long rawOffset = rawOffset(origin);
        boolean late = origin.filter(raw -> raw.offset() > cut.taken(table, raw.partition()))
                .isPresent();
        try {
            CleanJson.Clean row = CleanJson.decode(table, each.value());
            return new Clean(row.version(), rawOffset, Content.of(row.fields().values()), late);
        } catch (IllegalArgumentException e) {
            return new Clean(-1, rawOffset, Content.NONE, late); // no clean record; it differs from everything
        }
    }

    static Letter letter(ConsumerRecord<byte[], byte[]> each) {
        Optional<Stage> stage = each.value() == null
                ? Optional.empty()
                : DeadLetter.from(each.headers()).map(DeadLetter::stage);
        return new Letter(
                each.value() != null,
                stage.filter(Stage.REFERENCE::equals).isPresent(),
                rawOffset(RawOrigin.from(each.headers())));
    }

    private static long rawOffset(Optional<RawOrigin> origin) {
        return origin.map(RawOrigin::offset).orElse(-1L);
    }

    static String text(byte[] key) {
        return key == null ? "" : new String(key, UTF_8);
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        cut.read(reader, topic, action);
    }
}
