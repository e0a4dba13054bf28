package dev.healthdata.validator.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A row as a test sends it. */
record Row(Table table, List<String> values, boolean valid) {
    static Row valid(String table, String... values) {
        return new Row(Tables.named(table), Arrays.asList(values), true);
    }

    /** The same without what its table requires. */
    Row spoilt() {
        List<String> spoilt = new ArrayList<>(values);
        for (int i = 1; i < spoilt.size(); i++) {
            spoilt.set(i, "");
        }
        return new Row(table, spoilt, table.columns().stream().skip(1).noneMatch(Column::required));
    }

    String id() {
        return values.get(0);
    }

    /** The rules that it breaks for what it lacks. */
    List<String> empty() {
        return table.columns().stream()
                .filter(Column::required)
                .map(Column::name)
                .filter(column ->
                        values.get(table.indexOf(column).orElseThrow()).isEmpty())
                .map(column -> table + "." + column + ".required")
                .toList();
    }

    /** The rules that it breaks when no other rows are there than these. */
    List<String> missing(Set<String> known) {
        return table.references().stream()
                .filter(reference -> !known.contains(values.get(reference.index())))
                .map(reference -> table + "." + reference.column() + ".reference")
                .toList();
    }

    ProducerRecord<byte[], byte[]> record(long line) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                table.rawTopic(), id().getBytes(UTF_8), RawJson.encode(table.columnNames(), values));
        new Provenance(table + ".csv", "5ha", line, line + 1).writeTo(record.headers());
        return record;
    }
}
