package dev.healthdata.producer.cli;

import dev.healthdata.records.process.Endpoints;
import dev.healthdata.records.process.KafkaAddress;
import dev.healthdata.records.process.PropertiesFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Option;

/** How Kafka is found. */
final class KafkaOptions {
    private static final String ENVIRONMENT = "KAFKA_BOOTSTRAP_SERVERS";

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT[,…]",
            description = "Kafka. Default: bootstrap.servers of --config, else the environment variable " + ENVIRONMENT
                    + ", else the platform that runs on the state directory.")
    private String bootstrapServer;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Kafka client properties (security.protocol, sasl.jaas.config, ssl.truststore.location …).")
    private Path config;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The state directory of a running platform (environment variable HEALTHCARE_STATE, else"
                    + " .healthcare of the project).")
    private Path state;

    /** The client's properties; what is wrong is added to the problems. */
    Map<String, Object> client(List<String> problems) {
        Map<String, Object> client = new HashMap<>(file(problems));
        Optional<String> servers = bootstrapServers(client);
        servers.ifPresentOrElse(
                found -> client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, found),
                () -> problems.add("--bootstrap-server: no Kafka is named, " + ENVIRONMENT + " is not set, and no"
                        + " platform runs on " + state() + "; start one with 'healthcare up' or name one"));
        return client;
    }

    private Optional<String> bootstrapServers(Map<String, Object> configured) {
        return KafkaAddress.of(bootstrapServer, configured)
                .or(() -> Endpoints.of(state()).find(Endpoints.BOOTSTRAP_SERVERS));
    }

    /** The launcher script says where the project is, whatever directory it is called in. */
    private Path state() {
        String named = System.getenv("HEALTHCARE_STATE");
        if (state != null) {
            return state;
        }
        return named == null || named.isBlank()
                ? Path.of(System.getProperty("healthcare.home", "")).resolve(".healthcare")
                : Path.of(named);
    }

    private Map<String, String> file(List<String> problems) {
        return config == null
                ? Map.of()
                : PropertiesFile.read(
                        config, e -> problems.add("--config: " + config + " cannot be read as a properties file"));
    }
}
