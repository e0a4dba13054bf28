package dev.healthdata.platform.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.records.process.Endpoints;
import dev.healthdata.testing.TestSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** {@code ./healthcare up}, which goes on while a test runs other commands beside it. */
final class RunningPlatform {
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    /** Commands that the launcher knows nothing of but the names. */
    private static final Set<String> PRODUCERS = Set.of("replay", "check");

    private final Path directory;
    private final Healthcare up;
    private final Commands commands;
    private final AtomicInteger runs = new AtomicInteger();

    /** What a command printed, the same with its errors, and its exit code. */
    record Run(int code, String printed, String output) {
        JsonNode json() {
            try {
                return new ObjectMapper()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readTree(printed);
            } catch (IOException e) {
                throw new UncheckedIOException(output, e);
            }
        }

        /** Stage, rule and file of each group of a summary. */
        List<String> groups() {
            List<String> groups = new ArrayList<>();
            json().get("groups")
                    .forEach(each -> groups.add(each.get("stage").asText() + " "
                            + each.get("rule").asText() + " " + each.get("file").asText()));
            return groups;
        }
    }

    private RunningPlatform(Path directory, Healthcare up, Commands commands) {
        this.directory = directory;
        this.up = up;
        this.commands = commands;
    }

    /** Returns when its broker and its database answer. */
    static RunningPlatform start(Path directory) throws IOException {
        return start(directory, Map.of());
    }

    /** With variables in its environment and more arguments. */
    static RunningPlatform start(Path directory, Map<String, String> environment, String... more) throws IOException {
        Path raw = Files.createDirectories(directory.resolve("raw"));
        Healthcare up =
                Healthcare.start(directory.resolve("output-up"), environment, Healthcare.up(raw, directory, more));
        await().atMost(PATIENCE).until(() -> up.output().contains("SQL  "));
        return new RunningPlatform(directory, up, Commands.start());
    }

    /** A file appears among the raw files, whole. */
    void feed(String name, String... lines) throws IOException {
        Path part = Files.writeString(directory.resolve("." + name), String.join("\n", lines) + "\n");
        Files.move(part, directory.resolve("raw").resolve(name));
    }

    Path directory() {
        return directory;
    }

    Path processed() {
        return directory.resolve("processed");
    }

    /** A command that finds this platform by itself. */
    Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--state", directory.resolve("state").toString()));
        try {
            Path output = directory.resolve("output-" + runs.incrementAndGet());
            int code = PRODUCERS.contains(arguments[0])
                    ? Healthcare.start(output, Map.of(), all).await()
                    : commands.run(output, all);
            String printed = Files.readString(output);
            return new Run(code, printed, printed + Files.readString(Commands.errors(output)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Run ok(String... arguments) {
        Run run = run(arguments);
        assertThat(run.code()).as(run.output()).isZero();
        return run;
    }

    /** Waits until the audit balances with as many rows of a table. */
    void awaitRows(String table, long rows) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            Run audit = run("audit", "--json");
            assertThat(audit.json().at("/tables/" + table + "/rows").asLong())
                    .as(audit.output())
                    .isEqualTo(rows);
            assertThat(audit.code()).as(audit.output()).isZero();
        });
    }

    /** What commands find it by. */
    Properties endpoints() throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(directory.resolve("state").resolve("endpoints.properties"))) {
            properties.load(reader);
        }
        return properties;
    }

    /** The properties of a client of its broker. */
    Map<String, Object> kafka() throws IOException {
        return Map.of("bootstrap.servers", endpoints().getProperty(Endpoints.BOOTSTRAP_SERVERS));
    }

    /** Writes in a transaction, as everybody who writes to these topics. */
    void write(String topic, String key, byte[] value) throws IOException {
        Map<String, Object> config = new HashMap<>(kafka());
        config.put("transactional.id", "somebody");
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value))
                    .isDone();
            producer.commitTransaction();
        }
    }

    TestSql database() throws IOException {
        Properties endpoints = endpoints();
        SqlAccount account = new SqlAccount(
                endpoints.getProperty(Endpoints.MYSQL_URL),
                endpoints.getProperty(Endpoints.MYSQL_USER),
                endpoints.getProperty(Endpoints.MYSQL_PASSWORD));
        return TestSql.at(account, account);
    }

    /** kill -9 of one of its processes, as soon as it is there. */
    void kill(String inCommandLine) {
        await().atMost(PATIENCE).until(() -> !up.processes(inCommandLine).isEmpty());
        up.processes(inCommandLine).forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends it as Ctrl-C does. */
    void stop() throws InterruptedException {
        commands.close();
        up.launcher().destroy();
        up.await();
    }
}
