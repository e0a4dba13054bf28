package dev.healthdata.records.envelope;

import dev.healthdata.records.rule.RowCheck;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Table;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Matcher;
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

    private static final String EMPTY_LINE = "is an empty line";
    private static final String TOO_LONG = "is too long for a record, given its characters";
    private static final SourceError FOREIGN = new SourceError("csv", "is no CSV record");

    /** All that is made below, where N is a number: what another program writes in the same form may be a row's values. */
    private static final Pattern OURS = Pattern.compile(String.join(
                    "|",
                    form(RowCheck.EMPTY, EMPTY_LINE),
                    form(RowCheck.FIELDS, "has (1 field|N fields): the header has N"),
                    form(RowCheck.QUOTE, RowCheck.QUOTE.meaning()),
                    form(RowCheck.ENCODING, "is not valid (?<charset>[A-Za-z0-9][A-Za-z0-9+.:_-]{0,60})"),
                    form(RowCheck.NUL, RowCheck.NUL.meaning()),
                    form(RowCheck.HEADER, RowCheck.HEADER.meaning()),
                    form(RowCheck.SIZE, TOO_LONG),
                    form(RowCheck.SIZE, "is longer than N bytes and cut off there"))
            .replaceAll("\\bN\\b", "[0-9]{1,10}"));

    public static SourceError emptyLine() {
        return of(RowCheck.EMPTY, EMPTY_LINE);
    }

    public static SourceError fields(int found, int inHeader) {
        String fields = found == 1 ? "1 field" : found + " fields";
        return of(RowCheck.FIELDS, "has " + fields + ": the header has " + inHeader);
    }

    public static SourceError strayQuote() {
        return of(RowCheck.QUOTE, RowCheck.QUOTE.meaning());
    }

    public static SourceError notOf(Charset charset) {
        return of(RowCheck.ENCODING, "is not valid " + charset.name());
    }

    public static SourceError nul() {
        return of(RowCheck.NUL, RowCheck.NUL.meaning());
    }

    public static SourceError repeatedHeader() {
        return of(RowCheck.HEADER, RowCheck.HEADER.meaning());
    }

    public static SourceError tooLongForARecord() {
        return of(RowCheck.SIZE, TOO_LONG);
    }

    public static SourceError cutOffAfter(int bytes) {
        return of(RowCheck.SIZE, "is longer than " + bytes + " bytes and cut off there");
    }

    /** {@code check: message} in one header. */
    public void writeTo(Headers headers) {
        HeaderText.set(headers, HEADER, check + ": " + message);
    }

    /** What is not our own may hold anything: nothing of it is passed on. */
    public static Optional<SourceError> from(Headers headers) {
        return HeaderText.get(headers, HEADER).map(text -> isOurs(text) ? split(text) : FOREIGN);
    }

    public Violation toViolation(Table table) {
        return Violation.of(table.name(), Violation.ROW, check, message);
    }

    private static SourceError of(RowCheck check, String message) {
        return new SourceError(check.check(), message);
    }

    private static String form(RowCheck check, String message) {
        return check.check() + ": " + message;
    }

    private static boolean isOurs(String text) {
        Matcher form = OURS.matcher(text);
        return form.matches() && (form.group("charset") == null || Charset.isSupported(form.group("charset")));
    }

    private static SourceError split(String text) {
        int colon = text.indexOf(':');
        return new SourceError(text.substring(0, colon), text.substring(colon + 2));
    }
}
