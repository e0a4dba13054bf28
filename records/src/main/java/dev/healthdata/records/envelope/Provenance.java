package dev.healthdata.records.envelope;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;

/**
 * Where a row stood. It travels on every raw, clean and dead-letter record.
 *
 * @param file the file's name, without its folders
 * @param sha256 of the file's content, in hexadecimal: what the file is known by
 * @param record the row's number in the file, the first below the header is 1
 * @param line the line that the row starts on, as editors count: the header is line 1
 */
public record Provenance(String file, String sha256, long record, long line) {
    public static final String FILE = "source.file";
    public static final String SHA256 = "source.sha256";
    public static final String RECORD = "source.record";
    public static final String LINE = "source.line";

    /** Longer than any file's name or hash, it is not from our producer, and could fill a dead letter's headers. */
    private static final int MAX_NAME = 1 << 10;

    public void writeTo(Headers headers) {
        HeaderText.set(headers, FILE, file);
        HeaderText.set(headers, SHA256, sha256);
        HeaderText.set(headers, RECORD, Long.toString(record));
        HeaderText.set(headers, LINE, Long.toString(line));
    }

    /** Empty if any of the four is missing, malformed or too long: the record is not from our producer. */
    public static Optional<Provenance> from(Headers headers) {
        Optional<String> file = HeaderText.get(headers, FILE).filter(Provenance::isPlausible);
        Optional<String> sha256 = HeaderText.get(headers, SHA256).filter(Provenance::isPlausible);
        OptionalLong record = HeaderText.number(headers, RECORD);
        OptionalLong line = HeaderText.number(headers, LINE);
        return file.isPresent() && sha256.isPresent() && record.isPresent() && line.isPresent()
                ? Optional.of(new Provenance(file.get(), sha256.get(), record.getAsLong(), line.getAsLong()))
                : Optional.empty();
    }

    private static boolean isPlausible(String name) {
        return name.length() <= MAX_NAME;
    }

    /** The key of a row that has no id. */
    public String keyWithoutId() {
        return sha256 + ":" + line;
    }
}
