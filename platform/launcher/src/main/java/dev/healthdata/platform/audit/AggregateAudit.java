package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.aggregate.Formula;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Compares the file of an aggregate with its SQL over the database and the clean rows that it refused, value for value and in
 * order.
 */
final class AggregateAudit {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setNullString("").get();

    private static final ObjectMapper JSON = new ObjectMapper();

    private AggregateAudit() {}

    static boolean equal(
            Connection connection, RefusedRows refused, Aggregate aggregate, Path processed, Differences differences)
            throws SQLException {
        List<List<String>> published = published(file(processed, aggregate), aggregate);
        List<List<String>> expected = expected(connection, refused, aggregate);
        if (isSpreadsheetSafe(processed)) {
            expected.replaceAll(row -> madeHarmless(aggregate, row));
        }
        if (published.equals(expected)) {
            return true;
        }
        int first = 0;
        while (first < Math.min(published.size(), expected.size())
                && published.get(first).equals(expected.get(first))) {
            first++;
        }
        differences.add(aggregate.fileName() + ".csv has " + published.size() + " lines and the SQL gives "
                + expected.size() + "; line " + (first + 1) + " is the first that differs");
        return false;
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

    private static List<String> madeHarmless(Aggregate aggregate, List<String> row) {
        List<String> harmless = new ArrayList<>(row);
        for (int i = 0; i < harmless.size(); i++) {
            if (!aggregate.isNumber(i)) {
                harmless.set(i, Formula.madeHarmless(harmless.get(i)));
            }
        }
        return harmless;
    }

    static Path file(Path processed, Aggregate aggregate) {
        return processed.resolve(aggregate.fileName()).resolve(aggregate.fileName() + ".csv");
    }

    /** Header and rows; no rows where there is no file yet, since nothing was clean so far. */
    private static List<List<String>> published(Path file, Aggregate aggregate) {
        if (!Files.exists(file)) {
            return List.of(aggregate.columns());
        }
        try (CSVParser parser = CSVParser.parse(file, UTF_8, FORMAT)) {
            return parser.stream()
                    .map(row -> (List<String>) new ArrayList<>(row.toList()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<List<String>> expected(Connection connection, RefusedRows refused, Aggregate aggregate)
            throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(aggregate.columns());
        try (PreparedStatement statement = refused.prepare(connection, aggregate.sql());
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= aggregate.columns().size(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
