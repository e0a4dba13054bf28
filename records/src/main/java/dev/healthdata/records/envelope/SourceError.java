package dev.healthdata.records.envelope;

import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Table;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * Why a line is no CSV record. It marks a raw record whose value is the line's bytes instead of JSON.
 *
 * @param check the last part of the rule id, e.g. {@code fields}
 * @param message what is wrong, to be read after "row"; holds nothing of the line
 */
public record SourceError(String check, String message) {
    public static final String HEADER = "source.error";

    /** {@code check: message} in one header. */
    public void writeTo(Headers headers) {
        HeaderText.set(headers, HEADER, check + ": " + message);
    }

    public static Optional<SourceError> from(Headers headers) {
        return HeaderText.get(headers, HEADER).map(text -> {
            String[] parts = text.split(": ", 2);
            return parts.length == 2 ? new SourceError(parts[0], parts[1]) : new SourceError("csv", text);
        });
    }

    public Violation toViolation(Table table) {
        return Violation.of(table.name(), Violation.ROW, check, message);
    }
}
