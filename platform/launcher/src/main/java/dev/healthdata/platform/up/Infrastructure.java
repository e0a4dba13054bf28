package dev.healthdata.platform.up;

import dev.healthdata.infrastructure.broker.EmbeddedBroker;
import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.sql.EmbeddedSqlServer;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.infrastructure.topic.TopicSetup;
import dev.healthdata.platform.state.StateDirectory;
import dev.healthdata.platform.status.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Broker and SQL server: those that run already, or ours. */
final class Infrastructure {
    private static final List<String> SCHEMA = List.of("db.sql", "schema.sql", "procedures.sql", "views.sql");

    private final UpSettings settings;
    private final StateDirectory state;
    private final Console console;
    private final CompletableFuture<String> failure;
    private final boolean resumed;
    private final int kafkaPort;
    private final int mysqlPort;

    private Supervisor broker;
    private Supervisor sqlServer;
    private SqlAccount sql;
    private CompletableFuture<Void> kafkaUp;
    private CompletableFuture<Void> sqlUp;

    Infrastructure(UpSettings settings, StateDirectory state, Console console, CompletableFuture<String> failure) {
        this.settings = settings;
        this.state = state;
        this.console = console;
        this.failure = failure;
        this.resumed = settings.bootstrapServers().isPresent() || Files.exists(state.path("kafka"));
        this.kafkaPort = settings.kafkaPort() == 0 ? Ports.free() : settings.kafkaPort();
        this.mysqlPort = settings.mysqlPort() == 0 ? Ports.free() : settings.mysqlPort();
    }

    /** Starts both at once. */
    void start() {
        kafkaUp = CompletableFuture.runAsync(this::startKafka);
        sqlUp = CompletableFuture.runAsync(this::startSql);
    }

    /**
     * Waits for the broker and its topics.
     *
     * @throws IllegalStateException if it does not come up; the message names its log
     */
    void awaitKafka() {
        await(kafkaUp);
    }

    /**
     * Waits for the SQL server and its schema.
     *
     * @throws IllegalStateException if it does not come up; the message names its log
     */
    void awaitSql() {
        await(sqlUp);
    }

    String bootstrapServers() {
        return settings.bootstrapServers().orElse("127.0.0.1:" + kafkaPort);
    }

    /** Whether topics may hold rows of an earlier run. */
    boolean isResumed() {
        return resumed;
    }

    Map<String, Object> kafkaClient() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    SqlAccount sql() {
        return sql;
    }

    /** The SQL server last: until then somebody may still write. */
    void stop() {
        Stream.of(broker, sqlServer).filter(each -> each != null).forEach(Supervisor::stop);
    }

    /** When one fails, the other has come up or failed too before this ends, so that it can be stopped. */
    private void await(CompletableFuture<Void> started) {
        try {
            started.join();
        } catch (CompletionException e) {
            CompletableFuture.allOf(kafkaUp, sqlUp).exceptionally(other -> null).join();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void startKafka() {
        if (settings.bootstrapServers().isEmpty()) {
            Path data = state.path("kafka");
            broker = new Supervisor(
                    "kafka",
                    () -> EmbeddedBroker.start(settings.home(), data, state.log("kafka"), kafkaPort)
                            .process(),
                    console,
                    failure);
            broker.start().awaitReady(EmbeddedBroker.START_TIMEOUT);
        }
        TopicSetup.createMissing(kafkaClient(), settings.partitions());
    }

    private void startSql() {
        if (settings.sql().isPresent()) {
            sql = settings.sql().get();
            return;
        }
        AtomicReference<EmbeddedSqlServer> current = new AtomicReference<>();
        sqlServer = new Supervisor("sql-server", () -> startServer(current), console, failure);
        sqlServer.start();
        EmbeddedSqlServer started = current.get();
        started.awaitReady();
        started.run(SCHEMA.stream().map(settings.home().resolve("sql")::resolve).toList());
        sql = started.account();
    }

    private ManagedProcess startServer(AtomicReference<EmbeddedSqlServer> current) {
        current.set(EmbeddedSqlServer.start(
                settings.home(), state.path("mysql"), state.log("mysql"), mysqlPort, state.sqlPassword()));
        return current.get().process();
    }
}
