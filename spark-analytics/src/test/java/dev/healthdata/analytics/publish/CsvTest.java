package dev.healthdata.analytics.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.aggregate.Aggregate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void quotesOnlyWhereAReaderNeedsIt() {
        assertThat(csv("plain", "a,b", "say \"x\"", "two\nlines", "cr\r", " led", "trailed ", "in side", "Zoë"))
                .isEqualTo("plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"cr\r\",\" led\",\"trailed \",in side,Zoë");
    }

    @Test
    void leavesAFieldEmptyForNull() {
        assertThat(csv(null, "a", null)).isEqualTo(",a,");
        assertThat(csv("")).isEqualTo("\"\"");
    }

    @Test
    void isTheHeaderAloneWithoutRows() {
        assertThat(new String(Csv.encode(List.of("city", "patient_count"), List.of()), UTF_8))
                .isEqualTo("city,patient_count\n");
    }

    @Test
    void makesFormulasInTextHarmlessAndLeavesNumbersAlone() {
        String text = new String(
                new Csv(true)
                        .encode(
                                Aggregate.CITY_DISTRIBUTION,
                                List.of(
                                        row("=1+1"),
                                        row("+1"),
                                        row("-1"),
                                        row("@a"),
                                        row("\tb"),
                                        row("\rc"),
                                        row("a=b"),
                                        row(""),
                                        row(null))),
                UTF_8);

        assertThat(text.split("\n"))
                .containsExactly(
                        "city,patient_count",
                        "'=1+1,-5",
                        "'+1,-5",
                        "'-1,-5",
                        "'@a,-5",
                        "'\tb,-5",
                        "\"'\rc\",-5",
                        "a=b,-5",
                        "\"\",-5",
                        ",-5");
    }

    private static List<String> row(String city) {
        return Arrays.asList(city, "-5"); // no count is, but a number that begins with a sign would be
    }

    private static String csv(String... values) {
        String text = new String(Csv.encode(List.of("h"), List.of(Arrays.asList(values))), UTF_8);
        assertThat(text).startsWith("h\n").endsWith("\n");
        return text.substring(2, text.length() - 1);
    }
}
