package dev.healthdata.producer.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.producer.csv.CsvRow;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Rows as records of their table's raw topic. */
final class RawRecords {
    private final Table table;
    private final String file;
    private final String sha256;

    RawRecords(Table table, String file, String sha256) {
        this.table = table;
        this.file = file;
        this.sha256 = sha256;
    }

    /** @param row that is not left out */
    ProducerRecord<byte[], byte[]> of(CsvRow row) {
        Provenance provenance = new Provenance(file, sha256, row.record(), row.line());
        if (row instanceof CsvRow.Row good) {
            String id = Fields.trim(good.values().get(0));
            byte[] key = (id == null ? provenance.keyWithoutId() : id).getBytes(UTF_8);
            byte[] value = RawJson.encode(table.columnNames(), good.values());
            return message(key, value, provenance);
        }
        CsvRow.Malformed malformed = (CsvRow.Malformed) row;
        ProducerRecord<byte[], byte[]> message =
                message(provenance.keyWithoutId().getBytes(UTF_8), malformed.bytes(), provenance);
        malformed.error().writeTo(message.headers());
        return message;
    }

    private ProducerRecord<byte[], byte[]> message(byte[] key, byte[] value, Provenance provenance) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(table.rawTopic(), key, value);
        provenance.writeTo(message.headers());
        return message;
    }
}
