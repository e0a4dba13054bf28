package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Clean rows that the database refused. The aggregates count them and the database does not have them; so that the two can be
 * compared nevertheless, SQL is asked as if it had. Patient data.
 */
final class RefusedRows {
    /** More would make statements that no server likes. */
    private static final int MAX_ROWS = 1_000;

    /** By table and id; null for a row that was deleted since. */
    private final Map<Table, Map<String, List<String>>> rows = new LinkedHashMap<>();

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

    /** A name that WITH gives hides the table of that name, but not within its own definition. */
    private static String with(Table table, Map<String, List<String>> byId, String database, List<String> parameters) {
        String columns = String.join(", ", table.columnNames());
        StringBuilder sql = new StringBuilder(table.name() + " AS (SELECT " + columns + " FROM " + database
                + table.name() + " WHERE " + table.idColumn().name() + " NOT IN (" + marks(byId.size()) + ")");
        parameters.addAll(byId.keySet());
        byId.values().stream().filter(Objects::nonNull).forEach(values -> {
            sql.append(" UNION ALL SELECT ").append(marks(values.size()));
            parameters.addAll(values);
        });
        return sql.append(")").toString();
    }

    private static void keep(Table table, Map<String, List<String>> byId, ConsumerRecord<byte[], byte[]> each) {
        String id = each.key() == null ? "" : new String(each.key(), UTF_8);
        if (byId.containsKey(id)) {
            byId.put(id, each.value() == null ? null : values(table, each.value()));
        }
    }

    private static List<String> values(Table table, byte[] clean) {
        try {
            return CleanJson.decode(table, clean).fields().values();
        } catch (IllegalArgumentException e) {
            return null; // no clean record: nobody counts it
        }
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    @Override
    public String toString() {
        return "RefusedRows[" + count + "]";
    }
}
