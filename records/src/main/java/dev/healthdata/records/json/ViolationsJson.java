package dev.healthdata.records.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.healthdata.records.rule.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Findings as a JSON array of {@code rule}, {@code field} and {@code message}. */
public final class ViolationsJson {
    private ViolationsJson() {}

    public static byte[] encode(List<Violation> violations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartArray();
            for (Violation violation : violations) {
                json.writeStartObject();
                json.writeStringField("rule", violation.rule());
                json.writeStringField("field", violation.field());
                json.writeStringField("message", violation.message());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if it is not such an array, or an empty one */
    public static List<Violation> decode(byte[] value) {
        List<Violation> violations = new ArrayList<>();
        try (JsonParser json = Json.FACTORY.createParser(value)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> texts = new TreeMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    texts.put(json.currentName(), json.nextTextValue());
                }
                violations.add(new Violation(text(texts, "rule"), text(texts, "field"), text(texts, "message")));
            }
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("no violations");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not a list of violations", e);
        }
        return violations;
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("a violation without " + name);
        }
        return text;
    }
}
