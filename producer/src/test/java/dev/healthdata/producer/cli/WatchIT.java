package dev.healthdata.producer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.ingest.IngestObserver;
import dev.healthdata.producer.ingest.IngestOptions;
import dev.healthdata.producer.ingest.Ingestion;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.producer.support.ProducerProcess;
import dev.healthdata.producer.support.VisitsFile;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a producer that stays makes of files that come. */
class WatchIT extends WatchTestCase {
    @Test
    void watchesADirectoryAndPicksUpWhatIsComplete() throws IOException, InterruptedException {
        VisitsFile.write(watched.resolve("visits.csv"), 10);
        try (ProducerProcess producer = watch()) {
            awaitLine(producer, "visits.csv: sent 10 rows");
            Path next = VisitsFile.write(directory.resolve("next"), 20);
            Files.move(next, watched.resolve("visits-next.csv"));
            awaitLine(producer, "visits-next.csv: sent 20 rows");
            Files.writeString(watched.resolve("budget.csv"), "year,amount\n");
            awaitLine(producer, "budget.csv: failed: it belongs to no table");
            VisitsFile.write(watched.resolve("visits.csv"), 30);
            awaitLine(producer, "visits.csv: sent 30 rows");
            producer.terminate();
            assertThat(producer.await()).isEqualTo(143);
        }
    }

    @Test
    void tellsOfAHaltedFileOnceWhileItWatches() throws IOException, InterruptedException {
        VisitsFile.turningBad(watched.resolve("visits.csv"), 0, 20);
        try (ProducerProcess producer = watch("--halt-after", "10")) {
            awaitLine(producer, "visits.csv: halted after line 11");
            VisitsFile.write(watched.resolve("visits-next.csv"), 20);
            awaitLine(producer, "visits-next.csv: sent 20 rows");
            assertThat(producer.output()).containsOnlyOnce("halted");
        }
        assertThat(topic.committed("raw-visits")).hasSize(30);
    }

    @Test
    void countsAFileAsHaltedUntilAnotherProcessGoesOnWithIt() throws IOException, InterruptedException {
        VisitsFile.turningBad(watched.resolve("visits.csv"), 0, 20);
        int port = Ports.free();
        try (ProducerProcess producer = watch("--halt-after", "10", "--health-address", Integer.toString(port))) {
            awaitLine(producer, "visits.csv: halted");
            await().until(() -> halted(port).equals("1.0"));

            try (ProducerProcess other = start("force.log", "--force", watched.toString())) {
                assertThat(other.await()).isZero();
            }

            await().atMost(Duration.ofSeconds(40)).until(() -> halted(port).equals("0.0"));
        }
    }

    @Test
    void goesOnWithAHaltedFileThatAnotherProcessWasForcedToSendAndLeft() throws IOException {
        Path file = VisitsFile.turningBad(watched.resolve("visits.csv"), 0, 20);
        try (ProducerProcess producer = watch("--retry-every", "PT0.1S", "--halt-after", "10")) {
            awaitLine(producer, "visits.csv: halted");

            forceAndLeave(file);

            awaitLine(producer, "visits.csv: sent 20 rows");
            assertThat(producer.output()).containsOnlyOnce("halted after");
        }
        assertThat(topic.records("raw-visits"))
                .isEqualTo(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void isUnwellWhileItCannotLookIntoADirectoryAndSaysSoOnce() throws Exception {
        int port = Ports.free();
        Path away = directory.resolve("away");
        try (ProducerProcess producer = watch("--health-address", Integer.toString(port))) {
            await().atMost(Duration.ofSeconds(40)).until(() -> health(port).contains("\"UP\""));

            Files.move(watched, away);
            Files.createFile(watched); // as a drive that is not mounted any more, a file is no directory
            await().until(() -> health(port).contains("\"DOWN\""));
            assertThat(health(port))
                    .contains("a directory cannot be looked into")
                    .doesNotContain("incoming");

            Files.delete(watched);
            Files.move(away, watched);
            await().until(() -> health(port).contains("\"UP\""));
            VisitsFile.write(watched.resolve("visits.csv"), 10);
            awaitLine(producer, "visits.csv: sent 10 rows");
            assertThat(producer.output())
                    .containsOnlyOnce("cannot look into " + watched)
                    .containsOnlyOnce("can look into " + watched + " again");
        }
    }

    /** Some rows, some time ago. */
    private void forceAndLeave(Path file) {
        CsvOptions csv = new CsvOptions(Optional.empty(), Optional.empty(), UTF_8);
        Clock ago = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
        try (Ingestion ingestion = new Ingestion(
                kafka.client(),
                IngestOptions.of(csv, true).withRowsPerTransaction(2),
                new RowRules(ago, Severities.defaults()),
                () -> true,
                ago)) {
            ingestion.ingest(Feed.own(new SourceFile(file)), new IngestObserver() {});
        }
    }

    private static String health(int port) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/health");
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (ConnectException e) {
            return ""; // not yet
        }
    }

    private static String halted(int port) throws IOException {
        try (InputStream page =
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
            return new String(page.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("healthcare_files_halted"))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
