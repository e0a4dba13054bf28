package dev.healthdata.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.healthdata.observability.PartMetric;
import dev.healthdata.observability.PartMetric.Part;
import dev.healthdata.platform.compose.Docker.Result;
import dev.healthdata.testing.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docker compose up} starts: all of it comes up, comes back, and leaves. */
class ComposeIT {
    private static final Duration SETTLED = Duration.ofMinutes(8);
    private static final Duration BACK = Duration.ofMinutes(4);

    @TempDir
    private static Path directory;

    @BeforeAll
    static void needsDocker() {
        List<String> missing = Docker.missing();
        if (!missing.isEmpty()) {
            System.out.println("ComposeIT is skipped; missing: " + String.join(", ", missing));
        }
        assumeTrue(missing.isEmpty());
    }

    @Test
    void everyRowHasOneFateThoughEachServiceIsKilledOnceAndAllAreStoppedAndStarted() throws Exception {
        Path raw = Files.createDirectories(directory.resolve("raw"));
        // Of one who lets nobody else look at it.
        Files.setPosixFilePermissions(raw, PosixFilePermissions.fromString("rwx------"));
        Path processed = directory.resolve("processed");
        for (String file : List.of("patients.csv", "doctors.csv", "visits.csv", "lab_reports.csv")) {
            Files.copy(Home.path().resolve("data").resolve("raw").resolve(file), raw.resolve(file));
        }
        try (Stack stack = new Stack(raw, processed)) {
            stack.build(directory.resolve("context"));
            stack.up();
            killEach(stack);
            Files.writeString(
                    raw.resolve("doctors-more.csv"),
                    "doctor_id,name,specialization,hospital\nD9,Dr N,Cardiology,City\n");
            awaitBalanced(stack);

            assertMetricsOfThePage(stack);
            assertThat(Files.getOwner(processed.resolve("city_distribution").resolve("city_distribution.csv")))
                    .isEqualTo(Files.getOwner(Home.path().resolve("docker-compose.yml")));
            assertThat(stack.cli("check", "/data/raw").output()).contains("doctors.csv: 1,000 rows as doctors");

            String books = stack.cli("audit", "--json").output();
            Map<String, String> files = contents(processed);
            stack.down();
            stack.up();
            awaitBalanced(stack);
            assertThat(stack.cli("audit", "--json").output()).isEqualTo(books);
            assertThat(contents(processed)).isEqualTo(files);

            stack.down("-v");
            assertThat(stack.remains()).isEmpty();
        }
    }

    private static void killEach(Stack stack) {
        for (String service :
                List.of("producer", "validator-stream", "mysql-sink", "spark-analytics", "mysql", "kafka")) {
            int before = stack.restarts(service);
            stack.crash(service);
            Awaitility.await("restart of " + service)
                    .atMost(BACK)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> stack.restarts(service) > before);
        }
        for (String service : Stack.PARTS) {
            Awaitility.await(service + " is healthy again")
                    .atMost(BACK)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> stack.isHealthy(service));
        }
    }

    private static void awaitBalanced(Stack stack) {
        try {
            Awaitility.await("the books balance, and nothing is on its way")
                    .atMost(SETTLED)
                    .pollInterval(Duration.ofSeconds(5))
                    .until(() -> isBalanced(stack));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(stack.cli("audit").output() + "\n" + stack.logs(), e);
        }
    }

    /** Rows that the grace period still runs for are waiting, and balanced; they are to be dead letters by then. */
    private static boolean isBalanced(Stack stack) {
        Result audit = stack.cli("audit", "--json");
        return audit.code() == 0 && !audit.output().matches("(?s).*\"waiting\" ?: ?[1-9].*");
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
