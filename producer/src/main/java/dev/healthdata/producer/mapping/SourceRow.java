package dev.healthdata.producer.mapping;

import java.util.List;
import java.util.Map;

/** A row of the file, by column. Patient data; it shows none of it. */
final class SourceRow {
    private final Map<String, Integer> places;
    private final List<String> values;

    /** @param places of the columns among the values */
    SourceRow(Map<String, Integer> places, List<String> values) {
        this.places = places;
        this.values = values;
    }

    /** @param column in lower case, one of those that are read */
    String get(String column) {
        return values.get(places.get(column));
    }
}
