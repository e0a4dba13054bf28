package dev.healthdata.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.observability.PartMetric.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("healthcare.home")).resolve("docs").resolve("metrics.md");

    private static final String BEGIN = "<!-- written from PartMetric: begin -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void thePageListsTheMetricsOfTheCode() throws Exception {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String now = before + tables() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("update")) {
            Files.writeString(PAGE, now);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/metrics.md; -Dupdate=true writes it anew")
                .isEqualTo(now);
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        for (Part part : Part.values()) {
            text.append("\n### ")
                    .append(part.service())
                    .append("\n\n| series | labels | meaning |\n| --- | --- | --- |\n");
            Arrays.stream(PartMetric.values())
                    .filter(metric -> metric.part() == part)
                    .forEach(metric -> text.append("| `%s` | %s | %s |\n"
                            .formatted(
                                    String.join("` `", metric.series()),
                                    String.join(", ", metric.labels()),
                                    metric.meaning())));
        }
        return text.append('\n').toString();
    }
}
