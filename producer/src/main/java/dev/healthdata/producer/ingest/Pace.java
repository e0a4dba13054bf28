package dev.healthdata.producer.ingest;

import dev.healthdata.producer.csv.CsvRow;
import dev.healthdata.records.table.Table;
import java.time.Clock;

/** When rows are sent. One pace goes for all files, one after the other. */
public interface Pace {
    /**
     * When it is a row's turn, by {@link System#nanoTime}; a time that has passed for at once. To be asked once for each
     * row, in order.
     */
    long turnOf(Table table, CsvRow row);

    /** As fast as Kafka takes them. */
    static Pace unlimited() {
        return (table, row) -> System.nanoTime();
    }

    /** @param rowsPerSecond above 0 */
    static Pace steady(double rowsPerSecond) {
        return new SteadyPace(rowsPerSecond, System::nanoTime);
    }

    /** @param speed times as fast as the dates of the rows follow each other, above 0 */
    static Pace byDate(double speed, Clock clock) {
        return new DatePace(speed, System::nanoTime, clock);
    }
}
