package dev.healthdata.producer.mapping;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Text that differs where what it was made of differs: each part is preceded by its length. */
final class Canonical {
    private Canonical() {}

    static String of(String kind, String... parts) {
        return of(kind, List.of(parts));
    }

    static String of(String kind, Collection<String> parts) {
        return kind + parts.stream().map(part -> part.length() + ":" + part).collect(Collectors.joining(",", "(", ")"));
    }
}
