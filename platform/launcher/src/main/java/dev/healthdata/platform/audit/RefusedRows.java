package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.json.CountedRow;
import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Clean rows that the database refused. The aggregates count them and the database does not have them; so that the two can be
 * compared nevertheless, SQL is asked as if it had. Patient data.
 */
final class RefusedRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int DAY_LENGTH = 10;
    private static final int MAX_LENGTH = 4_000;

    /** More are not held in memory. */
    private static final int MAX_ROWS = 100_000;

    /** By table and id: null where the topic knows of no row, and what the database has counts; empty if it was deleted since. */
    private final Map<Table, Map<String, Optional<List<String>>>> rows = new LinkedHashMap<>();

    private long count;

    /** One that was refused before the cut. */
    void add(Table table, String id) {
        count++;
        addSince(table, id);
    }

    /** One that was refused after the cut: it is compared, and not counted. */
    void addSince(Table table, String id) {
        if (rows.values().stream().mapToLong(Map::size).sum() < MAX_ROWS) {
            rows.computeIfAbsent(table, each -> new LinkedHashMap<>()).putIfAbsent(id, null);
        }
    }

    void addAll(RefusedRows others) {
        others.rows.forEach((table, byId) -> byId.keySet().forEach(id -> addSince(table, id)));
        count += others.count;
    }

    long count() {
        return count;
    }

    /** Looks up what they are now: the clean topics are read to their ends, if there are such rows. */
    void read(TopicReader reader) {
        rows.forEach((table, byId) -> {
            Map<TopicPartition, Long> starts = reader.beginnings(reader.partitions(List.of(table.cleanTopic())));
            reader.read(starts, each -> keep(table, byId, each));
        });
    }

    /** Puts them in the place of what the database has of them, if it has. */
    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        String database = "`" + connection.getCatalog() + "`.";
        List<String> parameters = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        rows.forEach((table, byId) -> tables.add(with(table, byId, database, parameters)));
        PreparedStatement statement =
                connection.prepareStatement(tables.isEmpty() ? sql : "WITH " + String.join(", ", tables) + " " + sql);
        for (int i = 0; i < parameters.size(); i++) {
            statement.setString(i + 1, parameters.get(i));
        }
        return statement;
    }

    /**
     * A name that WITH gives hides the table of that name, but not within its own definition. All ids are one parameter and all rows
     * another, so that there may be any number of them.
     */
    private static String with(
            Table table, Map<String, Optional<List<String>>> byId, String database, List<String> parameters) {
        String columns = String.join(", ", table.columnNames());
        List<String> hidden = new ArrayList<>();
        List<List<String>> added = new ArrayList<>();
        byId.forEach((id, row) -> {
            if (row != null) {
                hidden.add(id);
                row.ifPresent(added::add);
            }
        });
        hidden.removeIf(id ->
                id.codePointCount(0, id.length()) > usualLength(table.idColumn())); // the database has none of these
        parameters.add(json(hidden));
        parameters.add(json(added));
        return table.name() + " AS (SELECT " + columns + " FROM " + database + table.name() + " WHERE "
                + table.idColumn().name() + " NOT IN (SELECT id COLLATE utf8mb4_bin FROM JSON_TABLE(?, '$[*]'"
                + " COLUMNS (id " + type(table.idColumn(), 0) + " PATH '$')) AS ids) UNION ALL SELECT "
                + table.columnNames().stream()
                        .map(name -> name + " COLLATE utf8mb4_bin")
                        .collect(Collectors.joining(", "))
                + " FROM JSON_TABLE(?, '$[*]' COLUMNS ("
                + IntStream.range(0, table.columns().size())
                        .mapToObj(i -> table.columns().get(i).name() + " "
                                + type(table.columns().get(i), longest(added, i)) + " PATH '$[" + i + "]'")
                        .collect(Collectors.joining(", "))
                + ")) AS refused)";
    }

    /** With TEXT the server would go through all that was refused for each row that it has: only where a text is longer. */
    private static String type(Column column, int longest) {
        int length = usualLength(column);
        return longest > length ? "LONGTEXT" : "VARCHAR(" + length + ")";
    }

    private static int usualLength(Column column) {
        return column.type() == Column.Type.DATE ? DAY_LENGTH : Math.min(column.maxLength(), MAX_LENGTH);
    }

    private static int longest(List<List<String>> rows, int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static String json(Object values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // texts can be written
        }
    }

    /** What is no row counts for nobody, and what was before it goes on counting. */
    private static void keep(
            Table table, Map<String, Optional<List<String>>> byId, ConsumerRecord<byte[], byte[]> each) {
        String id = each.key() == null ? "" : new String(each.key(), UTF_8);
        if (!byId.containsKey(id)) {
            return;
        }
        try {
            CountedRow.requireKey(id);
            byId.put(id, Optional.ofNullable(each.value()).map(value -> CountedRow.read(table, id, value)
                    .fields()
                    .values()));
        } catch (IllegalArgumentException e) {
            // The one before stays.
        }
    }

    @Override
    public String toString() {
        return "RefusedRows[" + count + "]";
    }
}
