package dev.healthdata.sink;

import dev.healthdata.records.process.LostBroker;
import dev.healthdata.sink.consume.Limits;
import dev.healthdata.sink.sql.DatabaseSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a sink needs to know.
 *
 * @param kafka client properties, at least {@code bootstrap.servers}; how soon a lost broker is noticed is added
 * @param group the consumer group; processes of the same group share the partitions
 * @param instance the name of this process in the group: under it a process that was killed gets its partitions back at
 *     once instead of after the session's timeout
 * @param writers threads, each with a connection of its own
 * @param statementRows rows of one statement
 * @param limits of each writer
 * @param recordPatience how long Kafka may take to give a single record again, before others have their turn
 */
public record SinkSettings(
        Map<String, Object> kafka,
        String group,
        Optional<String> instance,
        DatabaseSettings database,
        int writers,
        int statementRows,
        Limits limits,
        Duration recordPatience) {
    public SinkSettings {
        Map<String, Object> client = new HashMap<>(LostBroker.PROPERTIES);
        client.putAll(kafka);
        kafka = Map.copyOf(client);
    }

    @Override
    public String toString() {
        return "group " + group + ", " + writers + " writers, " + database;
    }
}
