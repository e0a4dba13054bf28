package dev.healthdata.records.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowJsonTest {
    private static final Table DOCTORS = Tables.named("doctors");

    @Test
    void keepsTheTextOfARawRowAsItWasRead() {
        byte[] json = RawJson.encode(List.of("name", "city"), Arrays.asList("  Zoë \"Q\"\n", null));

        assertThat(RawJson.decode(json)).isInstanceOfSatisfying(RawJson.Decoded.Text.class, text -> {
            assertThat(text.byColumn()).containsEntry("name", "  Zoë \"Q\"\n").doesNotContainKey("city");
            assertThat(text.toString()).doesNotContain("Zoë");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "CANARY", "[1]", "{\"a\":1}", "{\"a\":{}}", "{\"a\":\"b\"", "{\"a\":\"b\"}{}", "\u0000"})
    void saysWithoutAnExceptionWhyBytesAreNoRow(String value) {
        assertThat(RawJson.decode(value.getBytes(UTF_8)))
                .isInstanceOf(RawJson.Decoded.Undecodable.class)
                .asString()
                .doesNotContain("CANARY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud800x", "\\udc00\\ud800"})
    void takesHalfACharacterForNoText(String escape) {
        byte[] json = ("{\"a\":\"" + escape + "\"}").getBytes(UTF_8);

        assertThat(RawJson.decode(json)).isInstanceOf(RawJson.Decoded.Undecodable.class);
        assertThat(RawJson.decode("{\"a\":\"\\ud83d\\ude00\"}".getBytes(UTF_8)))
                .isInstanceOf(RawJson.Decoded.Text.class);
    }

    @Test
    void saysThatThereIsNoValue() {
        assertThat(RawJson.decode(null)).isEqualTo(new RawJson.Decoded.Undecodable("has no value"));
    }

    @Test
    void bringsBackACleanRowWithItsVersion() {
        Fields doctor = Fields.trimmed(DOCTORS, Map.of("doctor_id", "D1", "name", " Ω \t", "hospital", " "));

        byte[] json = CleanJson.encode(doctor, 42);

        assertThat(new String(json, UTF_8))
                .isEqualTo(
                        "{\"doctor_id\":\"D1\",\"name\":\"Ω\",\"specialization\":null,\"hospital\":null,\"version\":42}");
        assertThat(CleanJson.decode(DOCTORS, json)).isEqualTo(new CleanJson.Clean(doctor, 42));
    }

    @Test
    void skipsFieldsOfANewerWriter() {
        byte[] json = "{\"doctor_id\":\"D1\",\"since\":{\"a\":[1]},\"version\":1}".getBytes(UTF_8);

        assertThat(CleanJson.decode(DOCTORS, json).fields().id()).isEqualTo("D1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "CANARY", "{\"doctor_id\":\"CANARY\"}"})
    void refusesWhatIsNoCleanRecordWithoutShowingIt(String value) {
        assertThatThrownBy(() -> CleanJson.decode(DOCTORS, value.getBytes(UTF_8)))
                .hasMessage("not a clean record of doctors")
                .hasNoCause();
    }

    @Test
    void bringsBackViolations() {
        List<Violation> violations = List.of(
                new Violation("patients.dob.date", "dob", "is no date"),
                Violation.of("patients", "row", "fields", "has 7"));

        assertThat(ViolationsJson.decode(ViolationsJson.encode(violations))).isEqualTo(violations);
    }
}
