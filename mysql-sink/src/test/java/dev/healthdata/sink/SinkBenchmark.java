package dev.healthdata.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import dev.healthdata.testing.TestSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows per second from clean topics that are already filled, beside LOAD DATA LOCAL INFILE of the same rows. Not part
 * of the build: {@code mvn verify -pl mysql-sink -am -Dit.test=SinkBenchmark -Dsink.scale=5}.
 */
class SinkBenchmark {
    private static final int SCALE = Integer.getInteger("sink.scale", 5);
    private static final int ROUNDS = Integer.getInteger("sink.rounds", 1);
    private static final String ARGUMENTS = System.getProperty("sink.arguments", "");
    private static final Map<String, Integer> ROWS =
            Map.of("patients", 10_000, "doctors", 1_000, "visits", 50_000, "lab_reports", 30_000);

    static Stream<TestSql> servers() {
        return Servers.all();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void rowsPerSecond(TestSql sql) throws Exception {
        try (SinkFixture fixture = new SinkFixture(sql)) {
            TestKafka.shared().reset(4);
            int rows = fill();
            for (int round = 1; round <= ROUNDS; round++) {
                String server = sql.query("SELECT VERSION()").get(0).get(0);
                sql.reset();
                Duration cpu0 = serverCpu(server);
                double load = rows / loadData(sql);
                Duration cpu1 = serverCpu(server);
                sql.reset();
                Duration cpu2 = serverCpu(server);
                double sink = rows / sink(fixture, "benchmark-" + round, rows);
                Duration cpu3 = serverCpu(server);
                System.out.printf("  CPU of the server: LOAD DATA %s, sink %s%n", cpu1.minus(cpu0), cpu3.minus(cpu2));
                System.out.printf(
                        "%s round %d: %,d rows, LOAD DATA %,.0f rows/s, sink %,.0f rows/s = %.2f%n",
                        server, round, rows, load, sink, sink / load);
            }
        }
    }

    private static double sink(SinkFixture fixture, String group, int rows) throws Exception {
        String[] last = {""};
        long[] first = {0};
        ManagedProcess sink = SinkProcess.start(fixture, group, ARGUMENTS, json -> {
            last[0] = json;
            if (first[0] == 0 && json.contains("writing")) {
                first[0] = System.nanoTime();
            }
        });
        sink.awaitReady(Duration.ofSeconds(60));
        long ready = System.nanoTime();
        while (!last[0].contains("\"written\":" + rows + ",")) {
            Thread.sleep(20);
            if (!sink.isAlive()) {
                throw new IllegalStateException("the sink ended: " + last[0]);
            }
        }
        long end = System.nanoTime();
        System.out.printf(
                "  sink %.1f s from ready, CPU of the sink %s, %s%n",
                (end - ready) / 1e9, cpu(ProcessHandle.of(sink.pid())), SinkProcess.resident(sink.pid()));
        sink.stop(Duration.ofSeconds(20));
        return (end - ready) / 1e9;
    }

    /** Other than seconds, it does not depend on what else the machine does. */
    private static Duration serverCpu(String version) {
        return cpu((version.contains("MariaDB")
                        ? ProcessHandle.current().descendants().filter(p -> isProgram(p, "mariadbd"))
                        : ProcessHandle.allProcesses().filter(p -> isProgram(p, "mysqld")))
                .max(Comparator.comparing(p -> p.info().startInstant().orElse(Instant.EPOCH))));
    }

    private static Duration cpu(Optional<ProcessHandle> process) {
        return process.flatMap(p -> p.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    private static boolean isProgram(ProcessHandle process, String name) {
        return process.info().command().map(command -> command.endsWith(name)).orElse(false);
    }

    private static double loadData(TestSql sql) throws SQLException, IOException {
        try (Connection admin = DriverManager.getConnection(
                        sql.account().url(), "root", sql.account().password());
                Statement statement = admin.createStatement()) {
            statement.execute("SET GLOBAL local_infile = ON");
        } catch (SQLException e) {
            // MariaDB's is on from the start, and its root is not let in from here.
        }
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(
                        sql.account().url() + "?allowLoadLocalInfile=true",
                        sql.account().user(),
                        sql.account().password());
                Statement statement = connection.createStatement()) {
            for (Table table : Tables.all()) {
                statement.execute(
                        "LOAD DATA LOCAL INFILE '" + file(table) + "' INTO TABLE " + table + " CHARACTER SET utf8mb4");
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** To the topics and to files. */
    private static int fill() throws IOException {
        Map<String, Object> config = new HashMap<>(TestKafka.shared().client());
        config.put("linger.ms", "50");
        config.put("batch.size", 65_536);
        int rows = 0;
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Table table : Tables.all()) {
                try (Writer file = Files.newBufferedWriter(file(table))) {
                    int count = ROWS.get(table.name()) * SCALE;
                    Random random = new Random(count);
                    for (int i = 0; i < count; i++) {
                        String[] values = row(table.name(), i, random);
                        byte[] value = CleanJson.encode(Fields.of(table, Arrays.asList(values)), ++rows);
                        var unused = producer.send(
                                new ProducerRecord<>(table.cleanTopic(), values[0].getBytes(UTF_8), value));
                        write(file, String.join("\t", values) + "\n");
                    }
                }
                producer.flush();
            }
        }
        return rows;
    }

    private static String[] row(String table, int i, Random random) {
        String day = "20" + (10 + random.nextInt(15)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
        return switch (table) {
            case "patients" -> new String[] {"P" + (100_000 + i), "Name Surname " + i, "F", day, "AB+", "Bengaluru"};
            case "doctors" -> new String[] {"D" + (2_000 + i), "Dr. Name " + i, "Cardiology", "General Hospital"};
            case "visits" ->
                new String[] {
                    "V" + (300_000 + i),
                    "P" + (100_000 + random.nextInt(10_000 * SCALE)),
                    "D" + (2_000 + random.nextInt(1_000 * SCALE)),
                    day,
                    "Follow-up",
                    "Outpatient"
                };
            default ->
                new String[] {
                    "R" + (400_000 + i),
                    "V" + (300_000 + random.nextInt(50_000 * SCALE)),
                    "Blood Glucose",
                    "Normal",
                    day
                };
        };
    }

    private static Path file(Table table) {
        return Path.of("target", "benchmark-" + table + ".tsv").toAbsolutePath();
    }

    private static void write(Writer file, String line) {
        try {
            file.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
