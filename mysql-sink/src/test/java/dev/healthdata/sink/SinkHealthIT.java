package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.observability.HealthOptions;
import dev.healthdata.observability.Observability;
import dev.healthdata.observability.PartMetric;
import dev.healthdata.sink.consume.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the sink says of itself to those who watch it. */
class SinkHealthIT extends SinkTestCase {
    private final int port = Ports.free();
    private Observability observability;

    @BeforeEach
    void listen() {
        HealthOptions options = new HealthOptions();
        new CommandLine(options).parseArgs("--health-address=" + port);
        observability = options.start();
    }

    @AfterEach
    void leave() {
        observability.close();
    }

    @Test
    void aDatabaseThatIsAwayIsToldAlsoWhileNoRowsCome() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(sql.account())) {
            fixture.start(fixture.at(proxy.account()), observability);
            assertThat(get("/health").body()).contains("\"status\":\"UP\"", "\"state\":\"idle\"");
            awaitHealthy(1);
        }
        HttpResponse<String> health = get("/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("[\"the database does not answer\"]");
        awaitHealthy(0);
    }

    @Test
    void aDatabaseThatAnswersAndTakesNoRowsIsToldToo() throws Exception {
        fixture.start(fixture.settings(), observability);
        try {
            sql.administer("SET GLOBAL read_only = 1");
            topics.write(() -> topics.patient("P1", "one", 1));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get("/health").body().contains("[\"the database does not take rows\"]"));
            awaitHealthy(0);
            topics.write(() -> {
                for (int i = 0; i < 100; i++) {
                    topics.patient("P" + i, "two", 2);
                }
            });
            await().atMost(Duration.ofSeconds(30)).until(() -> recordsBehind() > 100);
        } finally {
            sql.administer("SET GLOBAL read_only = 0");
        }
        fixture.awaitWritten();
        awaitHealthy(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> recordsBehind() == 0);
    }

    @Test
    void rowsThatWaitForTooLongAreTold() throws Exception {
        Limits limits = new Limits(5_000, 20_000, Duration.ofSeconds(1));
        fixture.start(fixture.settings(limits), observability);
        topics.write(() -> {
            topics.visit("V1", "P1", "D1", 2);
            topics.doctor("D1", 1);
        });
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        get("/health").body().contains("[\"rows wait for too long for rows that they refer to\"]"));
        assertThat(get("/health").body()).contains("\"held\":1");
        awaitHealthy(0);

        topics.write(() -> topics.patient("P1", "one", 3));
        fixture.awaitWritten();
        awaitHealthy(1);
        assertThat(get("/health").body()).contains("\"held\":0");
    }

    private void awaitHealthy(int value) {
        String line = "\n" + PartMetric.HEALTHY.id() + " " + value + ".0\n";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/metrics").body().contains(line));
    }

    private double recordsBehind() throws IOException, InterruptedException {
        String name = PartMetric.SINK_BEHIND.id() + " ";
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
