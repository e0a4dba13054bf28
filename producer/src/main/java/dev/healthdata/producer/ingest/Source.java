package dev.healthdata.producer.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.producer.csv.CsvFile;
import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.csv.Opening;
import dev.healthdata.producer.file.ChangeDetector;
import dev.healthdata.producer.file.CheckedContent;
import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feed;
import java.io.IOException;
import java.util.Optional;

/**
 * What is sent: a file's content, read in one way.
 *
 * @param reading how it is read
 * @param options how its bytes are taken apart
 */
record Source(
        SourceFile file, Fingerprint fingerprint, Feed.Ready reading, CsvOptions options, ChangeDetector changes) {
    private static final char CHARSET_MARK = '@';

    /** As the file is now: reads it to its end, of which the observer is told. */
    static Source of(SourceFile file, Feed.Ready reading, CsvOptions options, IngestObserver observer)
            throws IOException {
        ChangeDetector changes = ChangeDetector.of(file);
        return new Source(file, Fingerprint.of(file, observer::reading), reading, options, changes);
    }

    /** What its books are kept under: the same content read in another way is something else. */
    String key() {
        return fingerprint.ascii() || isUtf8()
                ? usualKey()
                : inOtherCharsets() + options.charset().name();
    }

    /** Where it makes a difference, and nobody named one. */
    boolean mayBeSentInAnotherCharset() {
        return !fingerprint.ascii() && !options.charsetNamed();
    }

    /** What the keys of its books in other charsets begin with. */
    String inOtherCharsets() {
        return usualKey() + CHARSET_MARK;
    }

    /** Of books that are kept under a key; empty for UTF-8. */
    static Optional<String> charsetOf(String key) {
        int mark = key.indexOf(CHARSET_MARK);
        return mark < 0 ? Optional.empty() : Optional.of(key.substring(mark + 1));
    }

    /** What the keys of all books of the content begin with, in whatever way it is read, but those of a table's own columns. */
    String inOtherWays() {
        return fingerprint.sha256() + ":";
    }

    private boolean isUtf8() {
        return options.charset().equals(UTF_8);
    }

    private String usualKey() {
        return fingerprint.sha256() + reading.identity();
    }

    CheckedContent content(IngestObserver observer) throws IOException {
        return CheckedContent.open(file, fingerprint, observer::reading);
    }

    Opening open(CheckedContent content) throws IOException {
        return CsvFile.open(content.stream(), file.name(), options, reading.layout(), fingerprint.contentEnd());
    }
}
