package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.rule.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EarlierLettersTest {
    private final List<String> heard = new ArrayList<>();
    private final EarlierLetters letters = new EarlierLetters((key, said) ->
            heard.add(key.id() + (key.refused() ? " refused" : "") + (said.value() == null ? " closed" : "")));

    @Test
    void whatIsSaidUnderTheIdOfAnotherRowIsPassedOnUntilThatIsClosed() {
        hear("P1", false, letter("key", 5));
        hear("P1", false, closed());
        hear("P1", false, closed());

        assertThat(heard).containsExactly("P1", "raw-visits:2:5", "P1 closed", "raw-visits:2:5 closed", "P1 closed");
    }

    @Test
    void rowsThatSharedALetterEndWithIt() {
        hear("P1", false, letter("key", 5));
        hear("P1", false, letter("key", 6));
        hear("P1", false, closed());

        assertThat(heard).endsWith("P1 closed", "raw-visits:2:5 closed", "raw-visits:2:6 closed");
    }

    @Test
    void aRowFromAFileIsKnownByItsLine() {
        ConsumerRecord<byte[], byte[]> letter = letter("key", 5);
        new Provenance("visits.csv", "5ha", 7, 8).writeTo(letter.headers());
        hear("P1", false, letter);

        assertThat(heard).containsExactly("P1", "5ha:8");
    }

    @Test
    void lettersOfAnyOtherKindAreTheirKeysAlone() {
        hear("P1", false, letter("decode", 5));
        hear("raw-visits:2:6", false, letter("key", 6));
        hear("P1", true, closed());

        assertThat(heard).containsExactly("P1", "raw-visits:2:6", "P1 refused closed");
    }

    private void hear(String key, boolean refused, ConsumerRecord<byte[], byte[]> said) {
        letters.hear(new LetterKey(key, refused), said);
    }

    private static ConsumerRecord<byte[], byte[]> letter(String check, long rawOffset) {
        ConsumerRecord<byte[], byte[]> letter =
                new ConsumerRecord<>("dead-letter-visits", 0, 0, null, "{}".getBytes(UTF_8));
        List<Violation> violations = List.of(Violation.of("visits", Violation.ROW, check, "is wrong"));
        new DeadLetter(Stage.DECODE, violations, 1, Instant.EPOCH).writeTo(letter.headers());
        new RawOrigin("raw-visits", 2, rawOffset).writeTo(letter.headers());
        return letter;
    }

    private static ConsumerRecord<byte[], byte[]> closed() {
        return new ConsumerRecord<>("dead-letter-visits", 0, 1, null, null);
    }
}
