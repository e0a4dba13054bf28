package dev.healthdata.platform.deadletters.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final ZoneId HERE = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "30s, 2026-03-10T11:59:30Z",
        "5m, 2026-03-10T11:55:00Z",
        "2H, 2026-03-10T10:00:00Z",
        "3d, 2026-03-07T12:00:00Z",
        "1w, 2026-03-03T12:00:00Z",
        "2026-01-31, 2026-01-30T23:00:00Z",
        "2026-01-31T08:00, 2026-01-31T07:00:00Z",
        "2026-01-31 08:00:30, 2026-01-31T07:00:30Z",
        "2026-01-31T08:00Z, 2026-01-31T08:00:00Z",
        "2026-01-31t08:00:00+05:30, 2026-01-31T02:30:00Z",
        "999999999w, 1926-04-04T12:00:00Z"
    })
    void understandsHowPeopleSayATime(String said, Instant meant) {
        assertThat(Since.parse(said, NOW, HERE)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "25:00", "5", "-1d", "1y", "2026-13-01", "2026-01-31T25:00", "31.01.2026"})
    void refusesWhatIsNoTime(String said) {
        assertThatThrownBy(() -> Since.parse(said, NOW, HERE)).isInstanceOf(DateTimeException.class);
    }
}
