package dev.healthdata.producer.mapping;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.file.SourceFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A small CSV file, read as a whole. It is read less patiently than the files that give rows: what it says goes into many
 * of them, so that one that is damaged is not used at all.
 */
final class LookupFile {
    private static final int LONGEST_HEADER = 64 << 10;
    private static final char BOM = '\uFEFF';

    private final SourceFile file;
    private final Expression.Lookup lookup;
    private final CsvOptions options;

    LookupFile(SourceFile file, Expression.Lookup lookup, CsvOptions options) {
        this.file = file;
        this.lookup = lookup;
        this.options = options;
    }

    /** The last answer of each key, trimmed; what is wrong with the file is told instead. */
    Map<String, String> read(List<String> problems) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        file.open(),
                        options.charset()
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)));
                CSVParser parser = parser(in)) {
            return answers(parser, problems);
        } catch (UncheckedIOException e) {
            problems.add(wrong(why(e.getCause())));
        } catch (IOException e) {
            problems.add(wrong(why(e)));
        }
        return Map.of();
    }

    private String why(IOException failure) {
        if (failure instanceof CharacterCodingException) {
            return "which is not " + options.charset();
        }
        return failure instanceof CSVException
                ? "which is no CSV: a quote is not closed or stands where none may"
                : "which cannot be read (" + failure.getClass().getSimpleName() + ")";
    }

    private Map<String, String> answers(CSVParser parser, List<String> problems) {
        Map<String, String> answers = new HashMap<>();
        List<String> header = List.of();
        int key = -1;
        int answer = -1;
        for (CSVRecord row : parser) {
            if (header.isEmpty()) {
                header = names(row.values());
                key = header.indexOf(lookup.key());
                answer = header.indexOf(lookup.answer());
                if (key < 0 || answer < 0) {
                    problems.add(wrong("which has no column " + (key < 0 ? lookup.key() : lookup.answer())));
                    return Map.of();
                }
                if (header.lastIndexOf(lookup.key()) != key || header.lastIndexOf(lookup.answer()) != answer) {
                    String twice = header.lastIndexOf(lookup.key()) != key ? lookup.key() : lookup.answer();
                    problems.add(wrong("which has the column " + twice + " more than once"));
                    return Map.of();
                }
            } else if (row.size() != header.size()) {
                problems.add(
                        wrong("whose line " + parser.getCurrentLineNumber() + " has not as many fields as its header"));
                return Map.of();
            } else {
                answers.put(row.get(key).strip(), row.get(answer).strip());
            }
        }
        if (header.isEmpty()) {
            problems.add(wrong("which is empty"));
        }
        return answers;
    }

    private CSVParser parser(BufferedReader in) throws IOException {
        in.mark(1);
        if (in.read() != BOM) {
            in.reset();
        }
        return CSVParser.builder()
                .setReader(in)
                .setFormat(CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(delimiter(in))
                        .setIgnoreEmptyLines(true)
                        .get())
                .get();
    }

    /** The one that makes both columns of the header. */
    private char delimiter(BufferedReader in) throws IOException {
        in.mark(LONGEST_HEADER);
        String line = in.readLine();
        in.reset();
        return options.delimiter().orElseGet(() -> CsvOptions.DELIMITERS.stream()
                .filter(delimiter -> line != null
                        && names(line.split("\\Q" + delimiter + "\\E", -1))
                                .containsAll(List.of(lookup.key(), lookup.answer())))
                .findFirst()
                .orElse(CsvOptions.DELIMITERS.get(0)));
    }

    private static List<String> names(String[] fields) {
        return Arrays.stream(fields)
                .map(field -> field.replace("\"", "").strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private String wrong(String what) {
        return "looks values up in " + file.name() + ", " + what;
    }
}
