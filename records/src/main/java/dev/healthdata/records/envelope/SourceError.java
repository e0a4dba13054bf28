package dev.healthdata.records.envelope;

import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Table;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;

/**
 * Why a line is no CSV record. It marks a raw record whose value is the line's bytes instead of JSON.
 *
 * @param check the last part of the rule id, e.g. {@code fields}
 * @param message what is wrong, to be read after "row"; holds nothing of the line
 */
public record SourceError(String check, String message) {
    public static final String HEADER = "source.error";

    private static final Pattern FORM = Pattern.compile("([a-z][a-z_-]{0,30}): (\\P{Cntrl}{1,250})");
    private static final SourceError FOREIGN = new SourceError("csv", "is no CSV record");

    /** {@code check: message} in one header. */
    public void writeTo(Headers headers) {
        HeaderText.set(headers, HEADER, check + ": " + message);
    }

    /** What is not in our own form may hold anything: nothing of it is passed on. */
    public static Optional<SourceError> from(Headers headers) {
        return HeaderText.get(headers, HEADER)
                .map(FORM::matcher)
                .map(form -> form.matches() ? new SourceError(form.group(1), form.group(2)) : FOREIGN);
    }

    public Violation toViolation(Table table) {
        return Violation.of(table.name(), Violation.ROW, check, message);
    }
}
