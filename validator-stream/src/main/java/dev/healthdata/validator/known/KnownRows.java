package dev.healthdata.validator.known;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.table.Table;
import dev.healthdata.validator.binary.BinaryReader;
import dev.healthdata.validator.binary.BinaryWriter;
import dev.healthdata.validator.message.Answer;
import dev.healthdata.validator.message.Days;
import dev.healthdata.validator.message.Message.Known;
import dev.healthdata.validator.message.Question;
import dev.healthdata.validator.store.LedgerStores;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** The clean rows of a task by id, each with what rows that refer to it are compared with. */
public final class KnownRows {
    private static final byte FORMAT = 1;
    private static final int VALUE_BYTES = 14;

    private final KeyValueStore<byte[], byte[]> store;
    private final TwinRows twins;

    private KnownRows(KeyValueStore<byte[], byte[]> store, TwinRows twins) {
        this.store = store;
        this.twins = twins;
    }

    /** @param table one that others refer to */
    public static KnownRows of(Table table, ProcessingContext context) {
        return new KnownRows(LedgerStores.known(table, context), new TwinRows(LedgerStores.twins(table, context)));
    }

    /**
     * The answer to a question, if it can be answered now. Who is not answered must be noted with {@link #isTwin}: rows are
     * twins in the order in which they asked.
     *
     * @param child the table that asks
     */
    public Optional<Answer> answer(String child, Question question) {
        return find(question.parentId())
                .map(days -> new Answer(
                        question.childId(),
                        question.version(),
                        question.reference(),
                        true,
                        days,
                        isTwin(child, question)));
    }

    /** Whether a row of another id with the same values asked before. */
    public boolean isTwin(String child, Question question) {
        return twins.isTwin(child, question);
    }

    public boolean contains(String id) {
        return store.get(id.getBytes(UTF_8)) != null;
    }

    /** Empty if the row is not known. */
    public Optional<Days> find(String id) {
        byte[] value = store.get(id.getBytes(UTF_8));
        if (value == null) {
            return Optional.empty();
        }
        BinaryReader in = new BinaryReader(value).expectFormat(FORMAT, "a known row");
        in.getLong();
        return Optional.of(Days.read(in));
    }

    public void put(Known.Row row) {
        BinaryWriter out = new BinaryWriter(VALUE_BYTES).putByte(FORMAT).putLong(row.version());
        row.days().write(out);
        store.put(row.id().getBytes(UTF_8), out.toBytes());
    }
}
