package dev.healthdata.validator.ledger;

import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Warnings;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.ledger.Versions;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.message.Message.Destination;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends what is to be said of rows, stamped with the time of their arrival. */
final class Outlet {
    private final Table table;
    private final ProcessorContext<byte[], Message> context;

    Outlet(Table table, ProcessorContext<byte[], Message> context) {
        this.table = table;
        this.context = context;
    }

    /** @param warnings ids of rules that it breaks nevertheless */
    void clean(Subject subject, Fields fields, List<String> warnings) {
        Headers headers = headers(subject);
        Warnings.write(warnings, headers);
        send(subject, Destination.CLEAN, CleanJson.encode(fields, subject.version()), headers);
    }

    /** @param raw not null */
    void deadLetter(Subject subject, DeadLetter letter, byte[] raw) {
        Headers headers = headers(subject);
        letter.writeTo(headers);
        send(subject, Destination.DEAD_LETTER, raw, headers);
    }

    /** The subject is the row that closes it. */
    void closeDeadLetter(Subject subject) {
        send(subject, Destination.DEAD_LETTER, null, headers(subject));
    }

    private void send(Subject subject, Destination destination, byte[] value, Headers headers) {
        context.forward(new Record<>(
                subject.key(), new Message.Row(destination, value), Versions.arrival(subject.version()), headers));
    }

    private Headers headers(Subject subject) {
        Headers headers = new RecordHeaders();
        subject.provenance().ifPresent(from -> from.writeTo(headers));
        new RawOrigin(table.rawTopic(), context.taskId().partition(), subject.rawOffset()).writeTo(headers);
        return headers;
    }
}
