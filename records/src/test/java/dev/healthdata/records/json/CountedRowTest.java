package dev.healthdata.records.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedRowTest {
    private static final Table PATIENTS = Tables.named("patients");

    @Test
    void isWhatTheValidatorWrites() {
        CleanJson.Clean read = CountedRow.read(PATIENTS, "P1", clean("P1", "1990-01-31", "Zürich"));

        assertThat(read.fields().get(5)).isEqualTo("Zürich");
        assertThat(read.version()).isEqualTo(7);
        assertThat(CountedRow.read(PATIENTS, "P1", clean("P1", null, null)).version())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ü", "€", "\u0000", "🏥"})
    void isAsLongAsItCanBeWritten(String part) throws IOException {
        int most = CountedRow.MAX_BYTES / written(part);
        String longest = part.repeat(most);

        assertThat(written(longest)).isLessThanOrEqualTo(CountedRow.MAX_BYTES);
        CountedRow.read(PATIENTS, "P1", clean("P1", "1990-01-31", longest));
        assertThatThrownBy(() -> CountedRow.read(PATIENTS, "P1", clean("P1", "1990-01-31", longest + part)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has a text of more than 65535 bytes");
        assertThatThrownBy(() -> CountedRow.requireKey("k".repeat(CountedRow.MAX_BYTES + 1)))
                .hasMessage("has a text of more than 65535 bytes");
    }

    @Test
    void isNothingThatTheSinkTakesForNoRow() {
        assertRefused("P1", "{\"x\":1}".getBytes(UTF_8), "is not a clean record");
        assertRefused("P1", clean("P2", "1990-01-31", "Rome"), "has another id than its key");
        assertRefused("P1", clean(null, "1990-01-31", "Rome"), "has another id than its key");
        assertRefused("P1", clean("P1", "31.01.secret", "Rome"), "has a date that is none");
        assertRefused("P1 ", clean("P1 ", "1990-01-31", "Rome"), "has no id as its key");
        assertRefused("", clean("", "1990-01-31", "Rome"), "has no id as its key");
        assertRefused(null, clean("P1", "1990-01-31", "Rome"), "has no id as its key");
    }

    private static void assertRefused(String key, byte[] value, String message) {
        assertThatThrownBy(() -> CountedRow.read(PATIENTS, key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message)
                .hasStackTraceContaining(message)
                .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("secret"));
    }

    private static byte[] clean(String id, String born, String city) {
        return CleanJson.encode(Fields.of(PATIENTS, Arrays.asList(id, "name", "F", born, null, city)), 7);
    }

    private static int written(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeUTF(text);
        return bytes.size() - 2;
    }
}
