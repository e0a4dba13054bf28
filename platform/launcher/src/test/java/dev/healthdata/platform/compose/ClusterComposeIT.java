package dev.healthdata.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.testing.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers, two validators and two sinks: what is lost of them loses no row. */
class ClusterComposeIT {
    private static final String[] TWO_OF_EACH = {"--scale", "validator-stream=2", "--scale", "mysql-sink=2"};

    @TempDir
    private static Path directory;

    @BeforeAll
    static void needsDocker() {
        Docker.assumeThere();
    }

    @Test
    void everyRowHasOneFateThoughABrokerAValidatorAndASinkAreKilledMeanwhile() throws Exception {
        Path raw = Files.createDirectories(directory.resolve("raw"));
        send("doctors.csv", raw);
        try (Stack stack = Stack.cluster(raw, directory.resolve("processed"))) {
            stack.build(directory.resolve("context"));
            stack.up(TWO_OF_EACH);
            send("patients.csv", raw);
            send("visits.csv", raw);
            send("lab_reports.csv", raw);

            awaitVisits(stack);
            stack.crash("kafka-2");
            stack.crash("validator-stream");
            stack.crash("mysql-sink");

            stack.awaitBalanced();
            assertThat(stack.cli("audit", "--json").output()).contains("\"rows\" : 50000");
        }
    }

    /** Into the directory that the producer watches. */
    private static void send(String file, Path raw) throws IOException {
        Files.copy(Home.path().resolve("data").resolve("raw").resolve(file), raw.resolve(file));
    }

    /** Until some are taken: most are on their way then. */
    private static void awaitVisits(Stack stack) {
        Awaitility.await("visits on their way")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> stack.get("validator-stream", "/metrics")
                        .lines()
                        .anyMatch(line -> line.startsWith("healthcare_rows{")
                                && line.contains("outcome=\"taken\"")
                                && line.contains("table=\"visits\"")
                                && !line.endsWith(" 0.0")));
    }
}
