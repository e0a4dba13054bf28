package dev.healthdata.records.envelope;

import java.util.List;
import org.apache.kafka.common.header.Headers;

/** The header of a clean record that names the rules which it breaks and which only warn. Absent where there is none. */
public final class Warnings {
    /** Ids of rules, comma-separated. */
    public static final String HEADER = "quality.warnings";

    private Warnings() {}

    public static void write(List<String> rules, Headers headers) {
        if (!rules.isEmpty()) {
            HeaderText.set(headers, HEADER, join(rules));
        }
    }

    /** Empty if it breaks none. */
    public static List<String> from(Headers headers) {
        return HeaderText.get(headers, HEADER).map(Warnings::split).orElse(List.of());
    }

    public static String join(List<String> rules) {
        return String.join(",", rules);
    }

    /** What {@link #join} made one text of. */
    public static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }
}
