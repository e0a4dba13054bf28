package dev.healthdata.producer.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/** Valid files of doctors, with everything in them that needs quotes. */
final class RandomCsv {
    private static final List<String> PIECES = List.of(
            "Ann",
            "D1",
            ",",
            ";",
            "\t",
            "|",
            "\"",
            "\"\"",
            "\n",
            "\r\n",
            "\r",
            " ",
            "é",
            "😀",
            "\uFEFF",
            "\uFFFE",
            "\u0085",
            "\u2028",
            "x,y",
            "2026-10-01",
            "");

    private final RandomGenerator random;
    private final char delimiter;
    private final String lineEnd;

    RandomCsv(RandomGenerator random) {
        this.random = random;
        this.delimiter = CsvOptions.DELIMITERS.get(random.nextInt(CsvOptions.DELIMITERS.size()));
        this.lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    }

    CSVFormat format() {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setRecordSeparator(lineEnd)
                .setIgnoreEmptyLines(false)
                .setQuoteMode(random.nextBoolean() ? QuoteMode.MINIMAL : QuoteMode.ALL)
                .get();
    }

    List<List<String>> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> List.of("D" + row, field(), field(), field()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private String field() {
        int pieces = random.nextInt(4);
        return IntStream.range(0, pieces)
                .mapToObj(piece -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }
}
