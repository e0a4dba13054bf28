package dev.healthdata.observability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a part is able to do its work. No value of a record is in it: counts, states and times only.
 *
 * @param problems what keeps it from working; none if it is healthy
 * @param details what else is worth to be known, by name
 */
public record Health(List<String> problems, Map<String, Object> details) {
    public Health {
        problems = List.copyOf(problems);
        details = new LinkedHashMap<>(details);
    }

    public boolean isHealthy() {
        return problems.isEmpty();
    }

    /** Takes note of one thing after the other. */
    public static final class Builder {
        private final List<String> problems = new ArrayList<>();
        private final Map<String, Object> details = new LinkedHashMap<>();

        /** @param value a number or a word; never of a record */
        public Builder detail(String name, Object value) {
            details.put(name, value);
            return this;
        }

        public Builder problem(String problem) {
            problems.add(problem);
            return this;
        }

        public Builder problemIf(boolean wrong, String problem) {
            return wrong ? problem(problem) : this;
        }

        public Builder problems(List<String> more) {
            problems.addAll(more);
            return this;
        }

        public Health build() {
            return new Health(problems, details);
        }
    }

    String toJson() {
        StringBuilder json = new StringBuilder("{\"status\":").append(quoted(isHealthy() ? "UP" : "DOWN"));
        json.append(",\"problems\":[");
        for (int i = 0; i < problems.size(); i++) {
            json.append(i == 0 ? "" : ",").append(quoted(problems.get(i)));
        }
        json.append(']');
        details.forEach((name, value) -> json.append(',')
                .append(quoted(name))
                .append(':')
                .append(value instanceof Number || value instanceof Boolean ? value.toString() : quoted(value)));
        return json.append('}').toString();
    }

    private static String quoted(Object value) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : String.valueOf(value).toCharArray()) {
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else {
                text.append(c < ' ' ? ' ' : c);
            }
        }
        return text.append('"').toString();
    }
}
