package dev.healthdata.producer.ingest;

import dev.healthdata.producer.csv.CsvRow;
import dev.healthdata.records.constraint.IsoDate;
import dev.healthdata.records.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * As the dates of what happened follow each other, many times as fast. A row that is dated before one that was sent goes
 * at once, and so does one without a date or of the future: a wrong date must not hold up the rows behind it.
 */
final class DatePace implements Pace {
    /** After a longer pause people take it for broken. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final double nanosPerDay;
    private final LongSupplier now;
    private final Clock clock;

    private Optional<LocalDate> latest = Optional.empty();
    private long turn;

    DatePace(double speed, LongSupplier now, Clock clock) {
        this.nanosPerDay = Duration.ofDays(1).toNanos() / speed;
        this.now = now;
        this.clock = clock;
    }

    @Override
    public long turnOf(Table table, CsvRow row) {
        long time = now.getAsLong();
        Optional<LocalDate> date = date(table, row).filter(known -> !known.isAfter(LocalDate.now(clock)));
        if (date.isEmpty() || latest.filter(known -> !date.get().isAfter(known)).isPresent()) {
            return time;
        }
        double pause = latest.map(known -> ChronoUnit.DAYS.between(known, date.get()) * nanosPerDay)
                .orElse(0.0);
        turn = (latest.isEmpty() ? time : turn) + (long) Math.min(pause, (double) LONGEST_PAUSE.toNanos());
        latest = date;
        return turn;
    }

    private static Optional<LocalDate> date(Table table, CsvRow row) {
        OptionalInt column = column(table);
        if (column.isEmpty() || !(row instanceof CsvRow.Row good)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.parse(good.values().get(column.getAsInt()).strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Where it stands when a row happened: what refers to nothing, as a patient, does not happen. */
    private static OptionalInt column(Table table) {
        return table.references().isEmpty()
                ? OptionalInt.empty()
                : IntStream.range(0, table.columns().size())
                        .filter(column -> table.annotations(column).stream().anyMatch(IsoDate.class::isInstance))
                        .findFirst();
    }
}
