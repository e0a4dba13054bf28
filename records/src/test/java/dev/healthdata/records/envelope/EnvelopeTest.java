package dev.healthdata.records.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.rule.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private final Headers headers = new RecordHeaders();

    @Test
    void carriesWhereARowStood() {
        Provenance provenance = new Provenance("naïve, file.csv", "ab12", 7, 9);

        provenance.writeTo(headers);
        provenance.writeTo(headers);

        assertThat(Provenance.from(headers)).contains(provenance);
        assertThat(headers).hasSize(4);
        assertThat(provenance.keyWithoutId()).isEqualTo("ab12:9");
    }

    @Test
    void hasNoProvenanceWhereAHeaderIsMissingOrMalformed() {
        new Provenance("a.csv", "ab12", 7, 9).writeTo(headers);
        headers.remove(Provenance.LINE).add(Provenance.LINE, "nine".getBytes(UTF_8));

        assertThat(Provenance.from(headers)).isEmpty();
    }

    @Test
    void hasNoProvenanceWhereANameIsLongerThanThatOfAFile() {
        new Provenance("x".repeat(1_024), "ab12", 7, 9).writeTo(headers);
        assertThat(Provenance.from(headers)).isPresent();

        new Provenance("x".repeat(1_025), "ab12", 7, 9).writeTo(headers);
        assertThat(Provenance.from(headers)).isEmpty();
    }

    @Test
    void carriesWhyARowIsADeadLetter() {
        DeadLetter deadLetter = new DeadLetter(
                Stage.VALIDATE,
                List.of(
                        Violation.of("patients", "gender", "allowed", "is not one of M, F, Other"),
                        Violation.of("patients", "dob", "date", "is no date")),
                3,
                Instant.parse("2026-01-02T03:04:05Z"));

        deadLetter.writeTo(headers);

        assertThat(DeadLetter.from(headers)).contains(deadLetter);
        assertThat(headers.lastHeader(DeadLetter.RULES).value())
                .asString(UTF_8)
                .isEqualTo("patients.gender.allowed,patients.dob.date");
    }

    @Test
    void headersOfAnotherProgramThatOnlyLookLikeOursMakeNoDeadLetter() {
        Map<String, List<String>> foreign = Map.of(
                DeadLetter.STAGE, List.of("SOMEWHERE", ""),
                DeadLetter.VIOLATIONS,
                        List.of("", "text", "{}", "[{\"rule\":\"a.b.c\"}]", "[{\"rule\":[1]}]", "[", "[]"),
                DeadLetter.FIRST_SEEN, List.of("yesterday"));
        foreign.forEach((name, texts) -> texts.forEach(text -> {
            new DeadLetter(
                            Stage.VALIDATE,
                            List.of(Violation.of("patients", "dob", "date", "is no date")),
                            1,
                            Instant.EPOCH)
                    .writeTo(headers);
            headers.remove(name).add(name, text.getBytes(UTF_8));

            assertThat(DeadLetter.from(headers)).as(name + " " + text).isEmpty();
        }));
        headers.remove(DeadLetter.VIOLATIONS).add(DeadLetter.VIOLATIONS, null);
        assertThat(DeadLetter.from(headers)).isEmpty();
    }

    @Test
    void carriesTheRawRecordUnderTheNamesOfKip1034() {
        new RawOrigin("raw-visits", 3, 99).writeTo(headers);

        assertThat(RawOrigin.from(headers)).contains(new RawOrigin("raw-visits", 3, 99));
        assertThat(headers.lastHeader("__streams.errors.offset").value())
                .asString(UTF_8)
                .isEqualTo("99");
    }

    @Test
    void carriesWhyALineIsNoRecord() {
        SourceError.fields(7, 6).writeTo(headers);

        assertThat(SourceError.from(headers).orElseThrow().toViolation(Tables.named("visits")))
                .isEqualTo(new Violation("visits.row.fields", "row", "has 7 fields: the header has 6"));
    }

    @Test
    void aRefusedRowHasAKeyThatNoOtherRowHas() {
        for (String id : List.of("P1", "", "Ğ1", "P1\uFFFD", "P1\u00FF")) {
            LetterKey rejected = new LetterKey(id, false);
            LetterKey refused = new LetterKey(id, true);

            assertThat(rejected.bytes()).isEqualTo(id.getBytes(UTF_8));
            assertThat(LetterKey.of(rejected.bytes())).isEqualTo(rejected);
            assertThat(LetterKey.of(refused.bytes())).isEqualTo(refused);
        }
        assertThat(LetterKey.of(null)).isEqualTo(new LetterKey("", false));
    }
}
