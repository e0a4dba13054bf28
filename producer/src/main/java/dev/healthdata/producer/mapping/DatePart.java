package dev.healthdata.producer.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The day on which something was, at a place. A time with an offset is taken to the zone; a time without one, and a mere
 * date, is taken for the zone's already. What is neither stays as it is, for the rules to reject.
 *
 * @param pattern of {@link DateTimeFormatter}; ISO 8601 where empty
 */
record DatePart(String column, ZoneId zone, Optional<String> pattern, DateTimeFormatter format) implements Expression {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** @throws IllegalArgumentException if the pattern is none */
    DatePart(String column, ZoneId zone, Optional<String> pattern) {
        this(column, zone, pattern, pattern.map(DatePart::strict).orElse(ISO));
    }

    /** Does not make a day of February 30. What people write as {@code yyyy} would then need an era; {@code uuuu} does not. */
    private static DateTimeFormatter strict(String pattern) {
        StringBuilder years = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            years.append(c == 'y' && !quoted ? 'u' : c);
        }
        return DateTimeFormatter.ofPattern(years.toString(), Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    @Override
    public Stream<String> columns() {
        return Stream.of(column);
    }

    @Override
    public String value(SourceRow row, Lookups lookups) {
        String text = row.get(column).strip();
        if (text.isEmpty()) {
            return "";
        }
        try {
            TemporalAccessor time = format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            LocalDate day = time instanceof ZonedDateTime moment
                    ? moment.withZoneSameInstant(zone).toLocalDate()
                    : LocalDate.from(time);
            return day.toString();
        } catch (DateTimeException e) {
            return text; // and the exception, which quotes it, is dropped
        }
    }

    @Override
    public String canonical() {
        return Canonical.of("date", column, zone.getId(), pattern.orElse(""));
    }
}
