package dev.healthdata.platform.deadletters.letter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;

/** A time as an operator says it: so long ago, a day, or a time of that day, here unless a zone is named. */
final class Since {
    /** More is as good as for ever. */
    private static final long MAX_DAYS = 36_500;

    static final String EXAMPLES = "2h, 3d, 2026-01-31, 2026-01-31T08:00 or 2026-01-31T08:00:00Z";

    private Since() {}

    /** @throws DateTimeException if it is none */
    static Instant parse(String text, Instant now, ZoneId here) {
        String said = text.strip();
        if (said.matches("(?i)\\d{1,9}[smhdw]")) {
            return now.minus(ago(
                    Long.parseLong(said.substring(0, said.length() - 1)),
                    said.toLowerCase(Locale.ROOT).charAt(said.length() - 1)));
        }
        String time = said.toUpperCase(Locale.ROOT).replace(' ', 'T');
        if (time.length() <= 10) {
            return LocalDate.parse(time).atStartOfDay(here).toInstant();
        }
        return time.matches(".*(Z|[+-]\\d{2}:\\d{2})")
                ? OffsetDateTime.parse(time).toInstant()
                : LocalDateTime.parse(time).atZone(here).toInstant();
    }

    private static Duration ago(long count, char unit) {
        Duration ago =
                switch (unit) {
                    case 's' -> Duration.ofSeconds(count);
                    case 'm' -> Duration.ofMinutes(count);
                    case 'h' -> Duration.ofHours(count);
                    case 'd' -> Duration.ofDays(count);
                    default -> Duration.ofDays(7 * count);
                };
        return ago.toDays() > MAX_DAYS ? Duration.ofDays(MAX_DAYS) : ago;
    }
}
