package dev.healthdata.records.process;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which Kafka a part works with. All parts must find the same one in the same configuration. */
public final class KafkaAddress {
    private static final String ENVIRONMENT = "KAFKA_BOOTSTRAP_SERVERS";
    private static final String PROPERTY = "bootstrap.servers";

    private KafkaAddress() {}

    /**
     * What an option, the {@code bootstrap.servers} of a file of client properties, or the environment variable
     * {@code KAFKA_BOOTSTRAP_SERVERS} says, in this order. What is blank says nothing.
     *
     * @param option null if it was not given
     * @param configured the file's properties
     */
    public static Optional<String> of(String option, Map<String, ?> configured) {
        return of(option, configured, System.getenv());
    }

    static Optional<String> of(String option, Map<String, ?> configured, Map<String, String> environment) {
        return Stream.of(option, (String) configured.get(PROPERTY), environment.get(ENVIRONMENT))
                .filter(said -> said != null && !said.isBlank())
                .findFirst();
    }
}
