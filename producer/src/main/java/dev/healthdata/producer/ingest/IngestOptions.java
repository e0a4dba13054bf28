package dev.healthdata.producer.ingest;

import dev.healthdata.producer.csv.CsvOptions;
import java.time.Duration;

/**
 * How files are sent.
 *
 * @param force send again what was ingested
 * @param rowsPerTransaction at most
 * @param timePerTransaction about
 */
public record IngestOptions(CsvOptions csv, boolean force, int rowsPerTransaction, Duration timePerTransaction) {
    public static final int DEFAULT_ROWS_PER_TRANSACTION = 20_000;
    public static final Duration DEFAULT_TIME_PER_TRANSACTION = Duration.ofMillis(500);

    public static IngestOptions of(CsvOptions csv, boolean force) {
        return new IngestOptions(csv, force, DEFAULT_ROWS_PER_TRANSACTION, DEFAULT_TIME_PER_TRANSACTION);
    }

    public IngestOptions withRowsPerTransaction(int rows) {
        return new IngestOptions(csv, force, rows, timePerTransaction);
    }
}
