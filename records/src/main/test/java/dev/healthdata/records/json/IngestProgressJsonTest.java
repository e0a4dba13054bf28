package dev.healthdata.records.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.records.ledger.IngestProgress;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestProgressJsonTest {
    private static final IngestProgress HALFWAY = new IngestProgress(
            "naïve.csv",
            "visits",
            1L << 40,
            12,
            8,
            2,
            5,
            false,
            Instant.parse("2026-01-02T03:04:05Z"),
            Instant.parse("2026-01-02T03:04:06.5Z"));

    @Test
    void readsWhatItWrote() {
        IngestProgress read = IngestProgressJson.decode(IngestProgressJson.encode(HALFWAY));

        assertThat(read).isEqualTo(HALFWAY);
        assertThat(read.records()).isEqualTo(10);
        assertThat(read.sent()).isEqualTo(15);
    }

    @Test
    void skipsWhatANewerWriterAdded() {
        String json = new String(IngestProgressJson.encode(HALFWAY), UTF_8)
                .replace("{\"file\"", "{\"new\":{\"a\":[1]},\"list\":[{}],\"file\"");

        assertThat(IngestProgressJson.decode(json.getBytes(UTF_8))).isEqualTo(HALFWAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"file\":\"a.csv\"}", "nonsense"})
    void refusesAnythingElse(String json) {
        assertThatThrownBy(() -> IngestProgressJson.decode(json.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
