package dev.healthdata.sink;

import dev.healthdata.observability.HealthOptions;
import dev.healthdata.records.process.KafkaAddress;
import dev.healthdata.records.process.PropertiesFile;
import dev.healthdata.sink.check.Problems;
import dev.healthdata.sink.check.Problems.Problem;
import dev.healthdata.sink.consume.Limits;
import dev.healthdata.sink.sql.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line, and the environment where it says nothing. */
final class SinkOptions {
    private static final Duration RECORD_PATIENCE = Duration.ofSeconds(5);

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Kafka (else bootstrap.servers of --config, else KAFKA_BOOTSTRAP_SERVERS).")
    private String bootstrapServer;

    @Option(names = "--config", paramLabel = "FILE", description = "Kafka client properties, e.g. for SASL and TLS.")
    private Path config;

    @Option(
            names = "--mysql-url",
            paramLabel = "URL",
            defaultValue = "${env:MYSQL_URL}",
            description = "jdbc:mysql://HOST:PORT/healthcare_db, with the driver's options, e.g."
                    + " ?sslMode=VERIFY_IDENTITY (MYSQL_URL).")
    private String url;

    @Option(
            names = "--mysql-user",
            paramLabel = "NAME",
            defaultValue = "${env:MYSQL_USER}",
            description = "A user with SELECT, INSERT, UPDATE, DELETE on the tables (MYSQL_USER). Its password is"
                    + " in MYSQL_PASSWORD or in a file.")
    private String user;

    @Option(
            names = "--mysql-password-file",
            paramLabel = "FILE",
            defaultValue = "${env:MYSQL_PASSWORD_FILE}",
            description = "A file with the password in its first line (MYSQL_PASSWORD_FILE).")
    private Path passwordFile;

    @Option(
            names = "--connect-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "How long to wait for a database that does not answer, or is read-only, at the start (default:"
                            + " ${DEFAULT-VALUE}). Later it is waited for as long as it takes.")
    private int connectTimeout;

    @Option(
            names = "--lock-timeout",
            paramLabel = "SECONDS",
            defaultValue = "45",
            description =
                    "When the server takes the locks of a process that stands still in the middle of a transaction"
                            + " (default: ${DEFAULT-VALUE}).")
    private int lockTimeout;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            defaultValue = "mysql-sink",
            description = "The consumer group (default: ${DEFAULT-VALUE}).")
    private String group;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "A name that no other process of the group has. Killed and started again under the same name,"
                    + " it goes on at once; without one its partitions rest for 10 s.")
    private String instance;

    @Option(
            names = "--writers",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads, each with a connection (default: ${DEFAULT-VALUE}). More than partitions are idle.")
    private int writers;

    @Option(
            names = "--batch-rows",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Rows that a writer commits together, about (default: ${DEFAULT-VALUE}).")
    private int batchRows;

    @Option(
            names = "--statement-rows",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Rows of one statement (default: ${DEFAULT-VALUE}).")
    private int statementRows;

    @Option(
            names = "--held-rows",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Rows that a writer holds in memory while they wait for others, about (default:"
                    + " ${DEFAULT-VALUE}); a thousand take some 1 MB.")
    private int heldRows;

    @Option(
            names = "--held-patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long a row may wait for one that it refers to before the sink calls itself unhealthy"
                    + " (default: ${DEFAULT-VALUE}). It goes on waiting, and with all other rows.")
    private int heldPatience;

    @Mixin
    private HealthOptions health;

    HealthOptions health() {
        return health;
    }

    /** @throws Problems with everything that is missing or wrong */
    SinkSettings settings() throws Problems {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> kafka = kafka(problems);
        require(problems, "mysql-url", url, "MYSQL_URL");
        require(problems, "mysql-user", user, "MYSQL_USER");
        if (url != null && !url.isBlank() && !url.startsWith("jdbc:mysql:")) {
            problems.add(new Problem("mysql-url", "does not begin with jdbc:mysql:"));
        }
        String password = password(problems);
        positive(problems, "connect-timeout", connectTimeout);
        positive(problems, "lock-timeout", lockTimeout);
        positive(problems, "writers", writers);
        positive(problems, "batch-rows", batchRows);
        positive(problems, "statement-rows", statementRows);
        positive(problems, "held-rows", heldRows);
        positive(problems, "held-patience", heldPatience);
        if (!problems.isEmpty()) {
            throw new Problems(problems);
        }
        return new SinkSettings(
                kafka,
                group,
                Optional.ofNullable(instance),
                database(password),
                writers,
                statementRows,
                new Limits(batchRows, heldRows, Duration.ofSeconds(heldPatience)),
                RECORD_PATIENCE);
    }

    private DatabaseSettings database(String password) {
        Duration patience = Duration.ofSeconds(connectTimeout);
        return new DatabaseSettings(url, user, password, writers + 1, patience, Duration.ofSeconds(lockTimeout));
    }

    private Map<String, Object> kafka(List<Problem> problems) {
        Map<String, Object> client = new HashMap<>();
        if (config != null) {
            client.putAll(PropertiesFile.read(
                    config, e -> problems.add(new Problem("config", config + " cannot be read as properties"))));
        }
        KafkaAddress.of(bootstrapServer, client)
                .ifPresentOrElse(
                        servers -> client.put("bootstrap.servers", servers),
                        () -> require(problems, "bootstrap-server", null, "KAFKA_BOOTSTRAP_SERVERS"));
        return client;
    }

    private String password(List<Problem> problems) {
        if (passwordFile == null || passwordFile.toString().isBlank()) {
            return System.getenv().getOrDefault("MYSQL_PASSWORD", "");
        }
        try (var lines = Files.lines(passwordFile)) {
            return lines.findFirst().orElse("");
        } catch (IOException | java.io.UncheckedIOException e) {
            problems.add(new Problem("mysql-password-file", passwordFile + " cannot be read"));
            return "";
        }
    }

    private static void require(List<Problem> problems, String key, String value, String variable) {
        if (value == null || value.isBlank()) {
            problems.add(new Problem(key, "is missing: give --" + key + " or set " + variable));
        }
    }

    private static void positive(List<Problem> problems, String key, int value) {
        if (value < 1) {
            problems.add(new Problem(key, "must be at least 1"));
        }
    }
}
