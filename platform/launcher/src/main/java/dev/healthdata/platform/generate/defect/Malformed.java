package dev.healthdata.platform.generate.defect;

import dev.healthdata.platform.generate.random.SplitMix64;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lines that are no row of the table. Each is wrong in one way only. They hold no quotes but those that are the defect,
 * so that after an opening quote without its closing one the next quote of the file opens a field: it cannot be taken
 * for the closing one, because a field's text follows it and not a comma.
 */
final class Malformed {
    private final Table table;
    private final List<Integer> freeTexts;

    Malformed(Table table) {
        this.table = table;
        List<Integer> references =
                table.references().stream().map(Reference::index).toList();
        this.freeTexts = IntStream.range(1, table.columns().size())
                .filter(i -> BadColumns.isFreeText(table, table.columns().get(i)))
                .boxed()
                .filter(i -> !references.contains(i))
                .toList();
    }

    Defect tooFewFields() {
        return (row, random) -> {
            if (random.chance(200)) {
                return found(
                        "fields", random.pick("(" + random.between(100, 99_999) + " rows)", "-- end of export --"));
            }
            List<String> plain = plain(row);
            return found("fields", String.join(",", plain.subList(0, random.between(1, row.size() - 1))));
        };
    }

    /** As by a name with a comma and no quotes. */
    Defect tooManyFields() {
        return (row, random) -> {
            List<String> plain = plain(row);
            plain.add(random.between(1, row.size()), random.pick("", "Jnr", " see notes"));
            return found("fields", String.join(",", plain));
        };
    }

    Defect quoteNotClosed() {
        return (row, random) -> {
            List<String> plain = plain(row);
            int column = freeText(random);
            plain.set(column, '"' + plain.get(column));
            return found("quote", String.join(",", plain));
        };
    }

    /** As by a nickname whose quotes are not doubled. */
    Defect quotesNotDoubled() {
        return (row, random) -> {
            List<String> plain = plain(row);
            int column = freeText(random);
            plain.set(column, '"' + plain.get(column) + " \"sic\" \"");
            return found("quote", String.join(",", plain));
        };
    }

    /** Text of a system that writes ISO 8859-1. */
    Defect notUtf8() {
        return (row, random) -> {
            List<String> plain = plain(row);
            int column = freeText(random);
            plain.set(column, withAccent(plain.get(column)));
            return new DefectiveRow(String.join(",", plain), StandardCharsets.ISO_8859_1, List.of(rule("encoding")));
        };
    }

    Defect nul() {
        return (row, random) -> {
            List<String> plain = plain(row);
            int column = freeText(random);
            String text = plain.get(column);
            int at = random.below(text.length() + 1);
            plain.set(column, text.substring(0, at) + '\0' + text.substring(at));
            return found("nul", String.join(",", plain));
        };
    }

    /** As where files have been joined. */
    Defect headerAgain() {
        String header = String.join(",", table.columnNames());
        return (row, random) -> found("header", header);
    }

    private DefectiveRow found(String check, String line) {
        return new DefectiveRow(line, StandardCharsets.UTF_8, List.of(rule(check)));
    }

    private String rule(String check) {
        return Violation.of(table.name(), Violation.ROW, check, "").rule();
    }

    private static List<String> plain(List<String> row) {
        List<String> plain = new ArrayList<>();
        for (String value : row) {
            plain.add(value.replace("\"", "").replace(",", "").replace('\n', ' '));
        }
        return plain;
    }

    /** A column that people fill in as they like. */
    private int freeText(SplitMix64 random) {
        return freeTexts.get(random.below(freeTexts.size()));
    }

    /** With an accent before a character that has none: two such bytes mean nothing in UTF-8. */
    private static String withAccent(String text) {
        int vowel = text.indexOf('a');
        return vowel < 0 ? text + "é" : text.substring(0, vowel) + "á" + text.substring(vowel + 1);
    }
}
