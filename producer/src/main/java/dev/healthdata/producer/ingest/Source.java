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

/**
 * What is sent: a file's content, read in one way.
 *
 * @param reading how it is read
 * @param options how its bytes are taken apart
 */
record Source(
        SourceFile file, Fingerprint fingerprint, Feed.Ready reading, CsvOptions options, ChangeDetector changes) {
    /** What its books are kept under: the same content read in another way is something else. */
    String key() {
        return fingerprint.ascii() || isUtf8()
                ? usualKey()
                : inOtherCharsets() + options.charset().name();
    }

    /** Where it makes a difference, and nobody named one. */
    boolean mayBeSentInAnotherCharset() {
        return !fingerprint.ascii() && isUtf8();
    }

    /** What the keys of its books in other charsets begin with. */
    String inOtherCharsets() {
        return usualKey() + "@";
    }

    private boolean isUtf8() {
        return options.charset().equals(UTF_8);
    }

    private String usualKey() {
        return fingerprint.sha256() + reading.identity();
    }

    CheckedContent content() throws IOException {
        return CheckedContent.open(file, fingerprint);
    }

    Opening open(CheckedContent content) throws IOException {
        return CsvFile.open(content.stream(), file.name(), options, reading.layout(), fingerprint.contentEnd());
    }
}
