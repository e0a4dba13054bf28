package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.aggregate.Formula;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Compares the file of an aggregate with its SQL over the database and the clean rows that it refused, value for value and in
 * order.
 */
final class AggregateAudit {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setNullString("").get();

    private static final ObjectMapper JSON = new ObjectMapper();

    private AggregateAudit() {}

    /** Both are read line by line, since either may be larger than the memory. */
    static boolean equal(
            Connection connection, RefusedRows refused, Aggregate aggregate, Path processed, Differences differences)
            throws SQLException {
        boolean safe = isSpreadsheetSafe(processed);
        try (CSVParser parser = published(file(processed, aggregate), aggregate);
                PreparedStatement statement = refused.prepare(connection, aggregate.sql())) {
            statement.setFetchSize(Integer.MIN_VALUE); // else the driver gathers the whole answer
            try (ResultSet result = statement.executeQuery()) {
                Iterator<CSVRecord> lines = parser.iterator();
                List<String> published = next(lines);
                List<String> expected = aggregate.columns();
                long publishedLines = 0;
                long expectedLines = 0;
                long firstDifference = 0;
                while (published != null || expected != null) {
                    publishedLines += published == null ? 0 : 1;
                    expectedLines += expected == null ? 0 : 1;
                    if (firstDifference == 0 && !Objects.equals(published, expected)) {
                        firstDifference = Math.max(publishedLines, expectedLines);
                    }
                    published = published == null ? null : next(lines);
                    expected = expected == null ? null : next(result, aggregate, safe);
                }
                if (firstDifference > 0) {
                    differences.add(aggregate.fileName() + ".csv has " + publishedLines + " lines and the SQL gives "
                            + expectedLines + "; line " + firstDifference + " is the first that differs");
                }
                return firstDifference == 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the analytics say of their files. */
    private static boolean isSpreadsheetSafe(Path processed) {
        Path snapshot = processed.resolve("_snapshot.json");
        try {
            return Files.exists(snapshot)
                    && JSON.readTree(snapshot.toFile())
                            .path(Aggregate.SPREADSHEET_SAFE)
                            .asBoolean();
        } catch (IOException e) {
            return false;
        }
    }

    static Path file(Path processed, Aggregate aggregate) {
        return processed.resolve(aggregate.fileName()).resolve(aggregate.fileName() + ".csv");
    }

    /** The header alone where there is no file yet, since nothing was clean so far; nothing where it cannot be read. */
    private static CSVParser published(Path file, Aggregate aggregate) throws IOException {
        if (!Files.exists(file)) {
            return CSVParser.parse(String.join(",", aggregate.columns()), FORMAT);
        }
        try {
            return CSVParser.parse(file, UTF_8, FORMAT);
        } catch (IOException e) {
            return CSVParser.parse("", FORMAT);
        }
    }

    /** Null at the end, which is also where nothing more can be read. */
    private static List<String> next(Iterator<CSVRecord> lines) {
        try {
            return lines.hasNext() ? lines.next().toList() : null;
        } catch (UncheckedIOException | IllegalStateException e) {
            return null;
        }
    }

    private static List<String> next(ResultSet result, Aggregate aggregate, boolean safe) throws SQLException {
        if (!result.next()) {
            return null;
        }
        List<String> row = new ArrayList<>();
        for (int i = 0; i < aggregate.columns().size(); i++) {
            String value = result.getString(i + 1);
            row.add(safe && !aggregate.isNumber(i) ? Formula.madeHarmless(value) : value);
        }
        return row;
    }
}
