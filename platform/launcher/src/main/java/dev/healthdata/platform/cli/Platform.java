package dev.healthdata.platform.cli;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.records.process.Endpoints;
import dev.healthdata.records.process.KafkaAddress;
import dev.healthdata.records.process.PropertiesFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options by which a command finds the platform: named, in the environment, or running in {@code --state}. */
public final class Platform {
    /** Unless the sink was given another. */
    private static final String SINK_GROUP = "mysql-sink";

    private static final String URL = "MYSQL_URL";
    private static final String USER = "MYSQL_USER";

    private final Map<String, String> environment;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "of the running platform (environment: HEALTHCARE_STATE; default: .healthcare)")
    private Path state;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description =
                    "Kafka (default: bootstrap.servers of --config, else the environment variable KAFKA_BOOTSTRAP_SERVERS, else"
                            + " the platform running in --state)")
    private String bootstrapServer;

    @Option(names = "--config", paramLabel = "FILE", description = "Kafka client properties, e.g. for SASL and TLS")
    private Path config;

    @Option(
            names = "--processed",
            paramLabel = "DIR",
            description =
                    "the aggregates (environment: HEALTHCARE_PROCESSED; default: those of the platform running in --state, else"
                            + " data/processed)")
    private Path processed;

    public Platform() {
        this(System.getenv());
    }

    Platform(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws ParameterException if no platform is named or running, or the file of --config cannot be read */
    public Map<String, Object> kafkaClient() {
        Map<String, Object> client = new HashMap<>();
        if (config != null) {
            client.putAll(PropertiesFile.read(config, e -> {
                throw new ParameterException(command.commandLine(), "--config: cannot read " + config);
            }));
        }
        String servers = KafkaAddress.of(bootstrapServer, client)
                .or(() -> Endpoints.of(state()).find(Endpoints.BOOTSTRAP_SERVERS))
                .orElseThrow(() -> noPlatform("--bootstrap-server"));
        client.put("bootstrap.servers", servers);
        return client;
    }

    /**
     * What the environment names; else that of the running platform. A password alone is meant for another database: many programs
     * take it from the same variable.
     *
     * @throws ParameterException if no database is named or running, or a file with the password cannot be read
     */
    public SqlAccount sql() {
        Optional<String> url = named(URL);
        Optional<String> user = named(USER);
        Optional<String> password = url.isPresent() || user.isPresent()
                ? SqlPassword.of(environment, command.commandLine())
                : Optional.empty();
        return new SqlAccount(
                url.orElseGet(() -> running(URL, Endpoints.MYSQL_URL)),
                user.orElseGet(() -> running(USER, Endpoints.MYSQL_USER)),
                password.orElseGet(() -> url.isPresent() ? "" : running("MYSQL_PASSWORD", Endpoints.MYSQL_PASSWORD)));
    }

    /** The consumer group that writes to the database: that of the platform running in --state where it is the one that is meant. */
    public String sinkGroup() {
        Endpoints running = Endpoints.of(state());
        boolean meant = running.find(Endpoints.BOOTSTRAP_SERVERS)
                        .equals(Optional.of(kafkaClient().get("bootstrap.servers")))
                && named(URL).or(() -> running.find(Endpoints.MYSQL_URL)).equals(running.find(Endpoints.MYSQL_URL));
        return meant ? running.find(Endpoints.SINK_GROUP).orElse(SINK_GROUP) : SINK_GROUP;
    }

    /** @throws ParameterException if it is a URI: these files are read as those of a local disk */
    public Path processed() {
        Path found = processed != null
                ? processed
                : named("HEALTHCARE_PROCESSED")
                        .or(() -> Endpoints.of(state()).find(Endpoints.PROCESSED))
                        .map(Path::of)
                        .orElseGet(() -> Home.path().resolve("data").resolve("processed"));
        LocalDirectory.problem("--processed", found).ifPresent(problem -> {
            throw new ParameterException(command.commandLine(), problem);
        });
        return found;
    }

    /** The state directory of a platform on this machine, whether one runs there or not. */
    public Path state() {
        return state != null
                ? state
                : named("HEALTHCARE_STATE").map(Path::of).orElseGet(() -> Home.path()
                        .resolve(".healthcare"));
    }

    /** What a variable says. What is blank says nothing. */
    private Optional<String> named(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
    }

    private String running(String variable, String property) {
        return Endpoints.of(state()).find(property).orElseThrow(() -> noPlatform(variable));
    }

    private ParameterException noPlatform(String toSet) {
        return new ParameterException(
                command.commandLine(),
                "no platform runs in " + state() + ": start one with './healthcare up', or set " + toSet);
    }
}
