package dev.healthdata.analytics.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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

    private static String csv(String... values) {
        String text = new String(Csv.encode(List.of("h"), List.of(Arrays.asList(values))), UTF_8);
        assertThat(text).startsWith("h\n").endsWith("\n");
        return text.substring(2, text.length() - 1);
    }
}
