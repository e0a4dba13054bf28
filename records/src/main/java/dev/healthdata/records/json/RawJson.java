package dev.healthdata.records.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The value of a raw record: a JSON object of column to text, as it was read. */
public final class RawJson {
    private RawJson() {}

    /** Either the text by column, or why there is none. */
    public sealed interface Decoded {
        record Text(Map<String, String> byColumn) implements Decoded {
            @Override
            public String toString() {
                return "Text[redacted]";
            }
        }

        /** @param reason to be read after "the record"; holds nothing of its content */
        record Undecodable(String reason) implements Decoded {}
    }

    /** @throws IllegalArgumentException if there are not as many values as columns */
    public static byte[] encode(List<String> columns, List<String> values) {
        if (columns.size() != values.size()) {
            throw new IllegalArgumentException(columns.size() + " columns but " + values.size() + " values");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                json.writeStringField(columns.get(i), values.get(i));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads any bytes; what is not an object of texts is {@link Decoded.Undecodable}, never an exception. */
    public static Decoded decode(byte[] value) {
        if (value == null) {
            return new Decoded.Undecodable("has no value");
        }
        try (JsonParser json = Json.FACTORY.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new Decoded.Undecodable("is not a JSON object");
            }
            Map<String, String> byColumn = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String column = json.currentName();
                JsonToken token = json.nextToken();
                if (token == JsonToken.VALUE_STRING) {
                    String text = json.getText();
                    if (hasHalfACharacter(text)) {
                        return new Decoded.Undecodable("has half of a surrogate pair, which is no text");
                    }
                    byColumn.put(column, text);
                } else if (token != JsonToken.VALUE_NULL) {
                    return new Decoded.Undecodable("has a field that is neither text nor null");
                }
            }
            return json.nextToken() == null
                    ? new Decoded.Text(byColumn)
                    : new Decoded.Undecodable("goes on after its JSON object");
        } catch (IOException e) {
            // The parser's message may quote the record.
            return new Decoded.Undecodable("is not JSON");
        }
    }

    /** JSON's escapes can write one; UTF-8 cannot, so nobody after us could. */
    private static boolean hasHalfACharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
