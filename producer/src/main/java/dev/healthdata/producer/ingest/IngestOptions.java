package dev.healthdata.producer.ingest;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.records.ledger.HaltLimit;
import java.time.Duration;

/**
 * How files are sent.
 *
 * @param force go on with what was halted and send again what was ingested, however much of it is rejected
 * @param halt when the rest of a file is held back
 * @param rowsPerTransaction at most
 * @param timePerTransaction about
 * @param pace when it is a row's turn
 */
public record IngestOptions(
        CsvOptions csv, boolean force, HaltLimit halt, int rowsPerTransaction, Duration timePerTransaction, Pace pace) {
    public static final int DEFAULT_ROWS_PER_TRANSACTION = 20_000;
    public static final Duration DEFAULT_TIME_PER_TRANSACTION = Duration.ofMillis(500);

    public static IngestOptions of(CsvOptions csv, boolean force) {
        return new IngestOptions(
                csv,
                force,
                HaltLimit.DEFAULT,
                DEFAULT_ROWS_PER_TRANSACTION,
                DEFAULT_TIME_PER_TRANSACTION,
                Pace.unlimited());
    }

    public IngestOptions withHalt(HaltLimit limit) {
        return new IngestOptions(csv, force, limit, rowsPerTransaction, timePerTransaction, pace);
    }

    public IngestOptions withRowsPerTransaction(int rows) {
        return new IngestOptions(csv, force, halt, rows, timePerTransaction, pace);
    }

    public IngestOptions withPace(Pace chosen) {
        return new IngestOptions(csv, force, halt, rowsPerTransaction, timePerTransaction, chosen);
    }
}
