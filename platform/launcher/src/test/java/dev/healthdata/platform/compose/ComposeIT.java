package dev.healthdata.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.observability.PartMetric;
import dev.healthdata.observability.PartMetric.Part;
import dev.healthdata.platform.scenario.Feed;
import dev.healthdata.testing.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code docker compose up} starts: all of it comes up, comes back, and leaves. One class, so that no two stacks run at
 * the same time.
 */
class ComposeIT {
    private static final long ROWS_OF_THE_REFERENCE_DATA = 91_000;

    @TempDir
    private static Path context;

    @TempDir
    private Path directory;

    private Path raw;
    private Path processed;

    @BeforeAll
    static void builds() throws IOException {
        Docker.assumeThere();
        Images.build(context);
    }

    /** The files are of one who lets nobody else look at them. */
    @BeforeEach
    void makesDirectories() throws IOException {
        raw = Files.createDirectories(directory.resolve("raw"));
        Files.setPosixFilePermissions(raw, PosixFilePermissions.fromString("rwx------"));
        processed = directory.resolve("processed");
    }

    @Test
    void everyRowHasOneFateThoughEachServiceIsKilledOnceAndAllAreStoppedAndStarted() throws Exception {
        send(
                Home.path().resolve("data").resolve("raw"),
                "patients.csv",
                "doctors.csv",
                "visits.csv",
                "lab_reports.csv");
        try (Stack stack = new Stack(directory)) {
            stack.up();
            List.of("producer", "validator-stream", "mysql-sink", "spark-analytics", "mysql", "kafka")
                    .forEach(stack::crash);
            Stack.PARTS.forEach(stack::awaitHealthy);
            Files.writeString(
                    raw.resolve("doctors-more.csv"),
                    "doctor_id,name,specialization,hospital\nD9,Dr N,Cardiology,City\n");
            Books books = Books.awaitBalanced(stack, ROWS_OF_THE_REFERENCE_DATA + 1);

            assertMetricsOfThePage(stack);
            assertOfTheUser(processed.resolve("city_distribution").resolve("city_distribution.csv"));
            assertThat(stack.cli("check", "/data/raw").output()).contains("doctors.csv: 1,000 rows as doctors");

            Map<String, String> files = contents(processed);
            stack.down();
            stack.up();
            assertThat(Books.awaitBalanced(stack, ROWS_OF_THE_REFERENCE_DATA + 1))
                    .isEqualTo(books);
            assertThat(contents(processed)).isEqualTo(files);
            assertAnUpdateReachesTheDatabase(new Administrator(stack));

            stack.down("-v");
            assertThat(stack.remains()).isEmpty();
        }
    }

    /** One of three brokers, one of two validators and one of two sinks: they stay away until every row has its fate. */
    @Test
    void everyRowHasOneFateThoughABrokerAValidatorAndASinkAreKilledInMidReplay() throws Exception {
        int turns = "all".equals(System.getProperty("cluster.kill")) ? 3 : 1;
        Path feed = Feed.generate(directory.resolve("feed"), 500 * turns, 0.05).directory();
        long rows = 4_550L * turns;
        send(feed, "patients.csv", "doctors.csv");
        try (Stack stack = Stack.cluster(directory)) {
            stack.up();
            send(feed, "visits.csv", "lab_reports.csv");
            try (StoredRows stored = new StoredRows(stack.sql());
                    Brokers brokers = new Brokers(stack)) {
                killInTurn(brokers.chosen(), stack, brokers, stored);
                stack.kill("validator-stream", "mysql-sink");
                tell("a validator and a sink", stored.longestPauseUntilMore(1_000));

                Books books = Books.awaitBalanced(stack, rows);
                assertThat(books.sum("superseded")).isPositive();
                assertThat(books.sum("dead_lettered")).isPositive();
                assertThat(stack.cli("dead-letters", "export", "--out", ".").code())
                        .isZero();
                assertOfTheUser(directory.resolve("repair").resolve("visits.csv"));

                stack.up();
                brokers.awaitInSync();
                assertThat(Books.awaitBalanced(stack, rows)).isEqualTo(books);
            }
        }
    }

    /** The image makes a database only where there is no directory of one. It loads time zones first, so nothing of ours is there. */
    @Test
    void aDatabaseThatWasKilledWhileItWasMadeIsNotHealthy() throws Exception {
        try (Stack stack = Stack.withASlowDatabase(directory)) {
            stack.create("mysql");
            stack.awaitLog("mysql", "Temporary server started");
            stack.kill("mysql");
            stack.start("mysql");

            assertThat(stack.awaitCheckThatIsAnswered("mysql")).isNotEqualTo("healthy");
        }
    }

    /** Docker makes directories as root too, but empty ones: those are given to the owner of the clone. */
    @Test
    void aDirectoryOfRootsInWhichSomethingIsStaysAsItIs() throws Exception {
        try (Stack stack = new Stack(directory)) {
            stack.asRoot(
                    "touch /data/processed/report.csv && chown 0:4711 /data/processed && chmod 2750 /data/processed");
            stack.prepare();

            assertThat(Files.readAttributes(processed, "unix:uid,gid,mode"))
                    .containsEntry("uid", 0)
                    .containsEntry("gid", 4711)
                    .containsEntry("mode", 0042750);
            stack.asRoot("rm /data/processed/report.csv");
        }
    }

    /** The last stays away. */
    private static void killInTurn(List<String> services, Stack stack, Brokers brokers, StoredRows stored)
            throws Exception {
        String away = null;
        for (String service : services) {
            if (away != null) {
                stack.start(away);
            }
            brokers.awaitInSync();
            stored.longestPauseUntilMore(300);
            String role = service.equals(brokers.controller()) ? "the controller" : "not the controller";
            stack.kill(service);
            tell(service + ", " + role, stored.longestPauseUntilMore(500));
            away = service;
        }
    }

    /** For people: how long it takes depends on the machine. */
    private static void tell(String killed, Duration pause) {
        System.out.printf(
                Locale.ROOT, "killed %s: no row was stored for %.1f s at most%n", killed, pause.toMillis() / 1e3);
    }

    /** Into the directory that the producer watches. */
    private void send(Path from, String... files) throws IOException {
        for (String file : files) {
            Path part = Files.copy(from.resolve(file), directory.resolve(file));
            Files.move(part, raw.resolve(file));
        }
    }

    private static void assertOfTheUser(Path file) throws IOException {
        assertThat(Files.getOwner(file)).isEqualTo(Files.getOwner(Home.path().resolve("docker-compose.yml")));
    }

    /** Its container was made again: what its image printed at the first start is gone. */
    private static void assertAnUpdateReachesTheDatabase(Administrator administrator) throws IOException {
        administrator.asRoot("REVOKE SELECT ON healthcare_db.specializations FROM analyst;"
                + "DROP VIEW healthcare_db.specializations; DROP PROCEDURE healthcare_db.GetDoctorSummary");
        administrator.runsTheScriptsAgain();

        assertThat(administrator.asAnalyst("SELECT COUNT(*) > 0 FROM healthcare_db.specializations"))
                .isEqualTo("1");
        administrator.asAnalyst("CALL healthcare_db.GetDoctorSummary('D9')");
    }

    private static void assertMetricsOfThePage(Stack stack) {
        for (Part part : Part.SERVICES) {
            String metrics = stack.get(part.service(), "/metrics");
            assertThat(metrics.lines()
                            .map(line -> line.replaceAll("[{ ].*", ""))
                            .distinct())
                    .as("metrics of " + part.service())
                    .containsAll(Arrays.stream(PartMetric.values())
                            .filter(metric -> metric.isOf(part) && metric != PartMetric.RETRIES)
                            .flatMap(metric -> metric.series().stream())
                            .toList());
        }
    }

    /** The published files, without the one that says when. */
    private static Map<String, String> contents(Path processed) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.walk(processed)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".csv")).toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
