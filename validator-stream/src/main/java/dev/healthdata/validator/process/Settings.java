package dev.healthdata.validator.process;

import dev.healthdata.records.rule.Severities;
import dev.healthdata.validator.ledger.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What an operator may set.
 *
 * @param applicationId the consumer group, and in front of the names of internal topics
 * @param client Kafka properties, at least {@code bootstrap.servers}; those that the validator depends on are overridden
 * @param stateDir where the stores lie; they can be made anew from Kafka
 * @param threads that work; partitions are shared out between them
 * @param grace how long a row waits for the rows that it refers to before it is reported
 * @param retention how long a row waits at all
 * @param commitInterval how often transactions are committed in a flood of rows; few rows after a tenth of it
 * @param severities of the rules
 * @param exactlyOnce false only where the benchmark shows what it costs
 */
public record Settings(
        String applicationId,
        Map<String, Object> client,
        Path stateDir,
        int threads,
        Duration grace,
        Retention retention,
        Duration commitInterval,
        Severities severities,
        boolean exactlyOnce) {
    public Settings {
        client = Map.copyOf(client);
    }
}
