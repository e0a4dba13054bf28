package dev.healthdata.records.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.ledger.IngestProgress.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestProgressJsonTest {
    private static final IngestProgress HALFWAY = books(State.SENDING, 3, 4);

    @ParameterizedTest
    @EnumSource(State.class)
    void readsWhatItWrote(State state) {
        IngestProgress books = books(state, 3, 4);

        IngestProgress read = IngestProgressJson.decode(IngestProgressJson.encode(books));

        assertThat(read).isEqualTo(books);
        assertThat(read.records()).isEqualTo(10);
        assertThat(read.read()).isEqualTo(14);
        assertThat(read.sent()).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsWhatWasWrittenBeforeFilesCouldBeHalted(boolean done) {
        String old = "{\"file\":\"naïve.csv\",\"table\":\"visits\",\"bytes\":1099511627776,\"lines\":12,\"records\":10,"
                + "\"rows\":8,\"malformed\":2,\"earlier\":5,\"done\":" + done
                + ",\"started\":\"2026-01-02T03:04:05Z\",\"updated\":\"2026-01-02T03:04:06.500Z\"}";

        assertThat(IngestProgressJson.decode(old.getBytes(UTF_8)))
                .isEqualTo(books("", done ? State.DONE : State.SENDING, 2, 0));
    }

    @Test
    void skipsWhatANewerWriterAdded() {
        String json = new String(IngestProgressJson.encode(HALFWAY), UTF_8)
                .replace("{\"file\"", "{\"new\":{\"a\":[1]},\"list\":[{}],\"file\"");

        assertThat(IngestProgressJson.decode(json.getBytes(UTF_8))).isEqualTo(HALFWAY);
    }

    @Test
    void refusesAStateThatItDoesNotKnow() {
        String json = new String(IngestProgressJson.encode(HALFWAY), UTF_8).replace("sending", "resting");

        assertThatThrownBy(() -> IngestProgressJson.decode(json.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"file\":\"a.csv\"}", "nonsense"})
    void refusesAnythingElse(String json) {
        assertThatThrownBy(() -> IngestProgressJson.decode(json.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static IngestProgress books(State state, long rejected, long leftOut) {
        return books("way", state, rejected, leftOut);
    }

    private static IngestProgress books(String way, State state, long rejected, long leftOut) {
        return new IngestProgress(
                "naïve.csv",
                "visits",
                way,
                1L << 40,
                12,
                8,
                2,
                rejected,
                leftOut,
                5,
                state,
                Instant.parse("2026-01-02T03:04:05Z"),
                Instant.parse("2026-01-02T03:04:06.5Z"));
    }
}
