package dev.healthdata.platform.operatorlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.healthdata.records.topic.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What an operator did.
 *
 * @param action close, replay, reveal or export
 * @param filter by which the dead letters were chosen, by option
 * @param table empty if it concerns several
 * @param rows how many dead letters it concerns
 * @param keys of them, where the operator named them
 */
public record Act(
        String action,
        String who,
        String reason,
        Map<String, String> filter,
        String table,
        long rows,
        List<String> keys) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The same for so many rows. */
    public Act of(long number) {
        return new Act(action, who, reason, filter, table, number, keys);
    }

    public ProducerRecord<byte[], byte[]> toRecord() {
        ObjectNode json = JSON.createObjectNode();
        json.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        json.put("who", who);
        json.put("action", action);
        if (!table.isEmpty()) {
            json.put("table", table);
        }
        json.put("rows", rows);
        ObjectNode options = json.putObject("filter");
        filter.forEach(options::put);
        if (!keys.isEmpty()) {
            keys.forEach(json.putArray("keys")::add);
        }
        json.put("reason", reason);
        try {
            return new ProducerRecord<>(Topics.AUDIT_LOG, JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an entry of the audit log", e);
        }
    }
}
