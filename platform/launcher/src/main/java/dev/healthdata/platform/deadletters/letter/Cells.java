package dev.healthdata.platform.deadletters.letter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * The values of a dead letter's row by column. Patient data.
 *
 * @param byColumn text as it came; a column that the row lacks is missing
 * @param known false where the row could not be read, and this is a guess to start repairing from
 */
public record Cells(Map<String, String> byColumn, boolean known) {
    public static Cells of(OpenLetter letter) {
        Table table = letter.table();
        if (letter.why().stage() != Stage.CSV && RawJson.decode(letter.value()) instanceof RawJson.Decoded.Text text) {
            return new Cells(text.byColumn(), true);
        }
        // The sink's letter holds the clean record where the raw one is gone.
        return letter.why().stage() == Stage.SINK ? clean(letter) : guess(table, letter.value());
    }

    private static Cells clean(OpenLetter letter) {
        try {
            Fields fields = CleanJson.decode(letter.table(), letter.value()).fields();
            return new Cells(byColumn(letter.table(), fields.values()), true);
        } catch (RuntimeException e) {
            return guess(letter.table(), letter.value());
        }
    }

    /** The line's fields in the order of the columns; what is too much goes into the last one. */
    private static Cells guess(Table table, byte[] line) {
        String text = new String(line, UTF_8).strip();
        int columns = table.columns().size();
        List<String> fields;
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            fields = parser.stream().findFirst().map(row -> row.toList()).orElse(List.of());
        } catch (IOException | RuntimeException e) {
            fields = List.of(text.split(",", -1));
        }
        if (fields.size() > columns) {
            String rest = String.join(",", fields.subList(columns - 1, fields.size()));
            fields = new java.util.ArrayList<>(fields.subList(0, columns - 1));
            fields.add(rest);
        }
        return new Cells(byColumn(table, fields), false);
    }

    private static Map<String, String> byColumn(Table table, List<String> values) {
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            Column column = table.columns().get(i);
            if (values.get(i) != null) {
                byColumn.put(column.name(), values.get(i));
            }
        }
        return byColumn;
    }

    @Override
    public String toString() {
        return "Cells[redacted]";
    }
}
