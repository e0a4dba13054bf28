package dev.healthdata.records.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.ledger.IngestProgress.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The value of an {@code ingest-progress} record: a flat JSON object, for people and scripts too. */
public final class IngestProgressJson {
    private IngestProgressJson() {}

    public static byte[] encode(IngestProgress progress) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("file", progress.file());
            json.writeStringField("table", progress.table());
            if (!progress.way().isEmpty()) {
                json.writeStringField("way", progress.way());
            }
            json.writeNumberField("bytes", progress.bytes());
            json.writeNumberField("lines", progress.lines());
            json.writeNumberField("records", progress.records());
            json.writeNumberField("rows", progress.rows());
            json.writeNumberField("malformed", progress.malformed());
            json.writeNumberField("rejected", progress.rejected());
            json.writeNumberField("leftOut", progress.leftOut());
            json.writeNumberField("earlier", progress.earlier());
            json.writeStringField("state", progress.state().name().toLowerCase(Locale.ROOT));
            json.writeStringField("started", progress.started().toString());
            json.writeStringField("updated", progress.updated().toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote, or wrote before files could be halted. Unknown fields are skipped: a newer writer may
     * add some.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static IngestProgress decode(byte[] value) {
        Map<String, String> fields = new TreeMap<>();
        try (JsonParser json = Json.FACTORY.createParser(value)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                fields.put(field, json.getText());
                json.skipChildren();
            }
            return of(fields);
        } catch (IOException | IllegalArgumentException | DateTimeException | NullPointerException e) {
            throw new IllegalArgumentException("not a record of ingest-progress", e);
        }
    }

    private static IngestProgress of(Map<String, String> fields) {
        return new IngestProgress(
                fields.get("file"),
                fields.get("table"),
                fields.getOrDefault("way", ""),
                Long.parseLong(fields.get("bytes")),
                Long.parseLong(fields.get("lines")),
                Long.parseLong(fields.get("rows")),
                Long.parseLong(fields.get("malformed")),
                Long.parseLong(fields.getOrDefault("rejected", fields.get("malformed"))),
                Long.parseLong(fields.getOrDefault("leftOut", "0")),
                Long.parseLong(fields.getOrDefault("earlier", "0")),
                state(fields),
                Instant.parse(fields.get("started")),
                Instant.parse(fields.get("updated")));
    }

    private static State state(Map<String, String> fields) {
        String state = fields.get("state");
        if (state == null) {
            return Boolean.parseBoolean(fields.get("done")) ? State.DONE : State.SENDING;
        }
        return State.valueOf(state.toUpperCase(Locale.ROOT)); // an unknown one is refused
    }
}
