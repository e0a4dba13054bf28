package dev.healthdata.records.process;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;

/** A property of a Kafka client that cannot be what it is, whatever Kafka would answer. */
public final class WrongProperty {
    /** How the client begins to say that no address leads anywhere now; they may be right nevertheless. */
    private static final String UNKNOWN_HOST = "No resolvable bootstrap urls";

    private WrongProperty() {}

    /** The option that it came by and what the client says of it, which names its key; empty if something else failed. */
    public static Optional<String> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(ConfigException.class::isInstance)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.startsWith(UNKNOWN_HOST))
                .map(message ->
                        (message.contains("bootstrap.servers") ? "--bootstrap-server: " : "--config: ") + message)
                .findFirst();
    }
}
