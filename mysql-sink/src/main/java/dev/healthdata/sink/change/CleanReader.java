package dev.healthdata.sink.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads clean records. */
public final class CleanReader {
    private final Map<String, Table> tableByTopic =
            Tables.all().stream().collect(Collectors.toUnmodifiableMap(Table::cleanTopic, Function.identity()));

    /** What a record is. */
    public sealed interface Read {
        record Changes(Change change) implements Read {}

        /**
         * It is no clean record: something else than the validator wrote it.
         *
         * @param key as it stands in the topic, empty if there is none, or none that is text
         * @param check the last part of the rule's id
         * @param message to be read after "row"; holds nothing of the record
         */
        record Unreadable(Table table, String key, String check, String message, Origin origin) implements Read {
            @Override
            public String toString() {
                return "unreadable record of " + origin;
            }
        }
    }

    /** Those that they are of, parents first. */
    public List<Table> tables() {
        return Tables.all();
    }

    public Table table(String topic) {
        return tableByTopic.get(topic);
    }

    public Read read(ConsumerRecord<byte[], byte[]> clean) {
        Table table = tableByTopic.get(clean.topic());
        Origin origin = Origin.of(clean);
        String id = clean.key() == null ? "" : new String(clean.key(), UTF_8);
        if (id.isEmpty()) {
            return new Read.Unreadable(table, id, "key", "has no id as its key", origin);
        }
        if (clean.value() == null) {
            return new Read.Changes(new Delete(table, id, -1, origin));
        }
        try {
            CleanJson.Clean row = CleanJson.decode(table, clean.value());
            if (!Fields.isTrimmed(id)) {
                return new Read.Unreadable(table, key(clean), "key", "has blanks around its id", origin);
            }
            Upsert upsert = new Upsert(table, values(table, row.fields().values()), row.version(), origin);
            return id.equals(upsert.id())
                    ? new Read.Changes(upsert)
                    : new Read.Unreadable(table, key(clean), "key", "has another id than its key", origin);
        } catch (DateTimeParseException e) {
            // Its message quotes the text.
            return new Read.Unreadable(table, key(clean), "decode", "has a date that is none", origin);
        } catch (IllegalArgumentException e) {
            return new Read.Unreadable(table, key(clean), "decode", "is not a clean record", origin);
        }
    }

    /** A letter's key is text. */
    private static String key(ConsumerRecord<byte[], byte[]> clean) {
        return LetterKey.isText(clean.key()) ? new String(clean.key(), UTF_8) : "";
    }

    private static List<Object> values(Table table, List<String> texts) {
        List<Object> values = new ArrayList<>(texts);
        for (int i = 0; i < values.size(); i++) {
            if (table.columns().get(i).type() == Column.Type.DATE && texts.get(i) != null) {
                values.set(i, LocalDate.parse(texts.get(i)));
            }
        }
        return Collections.unmodifiableList(values);
    }
}
