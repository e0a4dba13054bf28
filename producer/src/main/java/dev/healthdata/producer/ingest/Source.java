package dev.healthdata.producer.ingest;

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
 */
record Source(SourceFile file, Fingerprint fingerprint, Feed.Ready reading, ChangeDetector changes) {
    /** What its books are kept under: the same content read in another way is something else. */
    String key() {
        return fingerprint.sha256() + reading.identity();
    }

    CheckedContent content() throws IOException {
        return CheckedContent.open(file, fingerprint);
    }

    Opening open(CheckedContent content, CsvOptions options) throws IOException {
        return CsvFile.open(content.stream(), file.name(), options, reading.layout(), fingerprint.contentEnd());
    }
}
