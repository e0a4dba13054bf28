package dev.healthdata.sink;

import dev.healthdata.sink.sql.DatabaseSettings;
import java.util.Map;

/**
 * What a sink needs to know.
 *
 * @param kafka client properties, at least {@code bootstrap.servers}
 * @param group the consumer group; processes of the same group share the partitions
 * @param writers threads, each with a connection of its own
 * @param batchRows records that a writer writes together, about
 * @param statementRows rows of one statement
 */
public record SinkSettings(
        Map<String, Object> kafka,
        String group,
        DatabaseSettings database,
        int writers,
        int batchRows,
        int statementRows) {
    public SinkSettings {
        kafka = Map.copyOf(kafka);
    }

    @Override
    public String toString() {
        return "group " + group + ", " + writers + " writers, " + database;
    }
}
