package dev.healthdata.records.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.OptionalInt;

/** The value of a clean record: a JSON object of the table's columns (dates ISO, null for empty) and the version. */
public final class CleanJson {
    private static final String VERSION = "version";

    private CleanJson() {}

    /** A clean row. Patient data; its {@link #toString()} shows none of it. */
    public record Clean(Fields fields, long version) {}

    public static byte[] encode(Fields fields, long version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            for (int i = 0; i < fields.values().size(); i++) {
                json.writeStringField(fields.table().columns().get(i).name(), fields.get(i));
            }
            json.writeNumberField(VERSION, version);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote. Unknown fields are skipped: a newer writer may add some.
     *
     * @throws IllegalArgumentException if it is something else; the message holds nothing of it
     */
    public static Clean decode(Table table, byte[] value) {
        String[] values = new String[table.columns().size()];
        long version = -1;
        try (JsonParser json = Json.FACTORY.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw notClean(table);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken token = json.nextToken();
                OptionalInt column = table.indexOf(field);
                if (column.isPresent()) {
                    values[column.getAsInt()] = token == JsonToken.VALUE_NULL ? null : json.getText();
                } else if (field.equals(VERSION) && token == JsonToken.VALUE_NUMBER_INT) {
                    version = json.getLongValue();
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw notClean(table); // without the cause: the parser's message may quote the record
        }
        if (version < 0) {
            throw notClean(table);
        }
        return new Clean(Fields.of(table, Arrays.asList(values)), version);
    }

    private static IllegalArgumentException notClean(Table table) {
        return new IllegalArgumentException("not a clean record of " + table);
    }
}
