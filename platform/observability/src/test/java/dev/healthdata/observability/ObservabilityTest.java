package dev.healthdata.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ObservabilityTest {
    private final Observability part =
            Observability.listening(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    @AfterEach
    void leave() {
        part.close();
    }

    @Test
    void whatHasNotStartedIsNeitherHealthyNorReady() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).contains("\"status\":\"DOWN\"", "it has not started yet");
        assertThat(get("/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void whatIsReadyMayStillBeUnableToWorkAndSaysWhy() throws Exception {
        part.started(() -> new Health.Builder()
                .problem("the \"database\" does not answer")
                .detail("held", 3)
                .detail("state", "retrying")
                .build());
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body())
                .isEqualTo("{\"status\":\"DOWN\",\"problems\":[\"the \\\"database\\\" does not answer\"],"
                        + "\"held\":3,\"state\":\"retrying\"}");
    }

    @Test
    void healthIsAskedForAtEachRequest() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        part.started(() -> new Health.Builder()
                .problemIf(asked.incrementAndGet() == 1, "not yet")
                .build());
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void anExceptionIsAnsweredWithoutItsText() throws Exception {
        part.started(() -> {
            throw new IllegalStateException("Jane Doe");
        });
        assertThat(get("/health").statusCode()).isEqualTo(500);
        assertThat(get("/health").body()).contains("IllegalStateException").doesNotContain("Jane");
    }

    @Test
    void healthIsAMetricToo() throws Exception {
        assertThat(get("/metrics").body()).contains("\nhealthcare_healthy 0.0\n");
        part.started(() -> new Health.Builder().build());
        get("/health");
        assertThat(get("/metrics").body()).contains("\nhealthcare_healthy 1.0\n");
    }

    @Test
    void metricsAreBroughtUpToDateBeforeTheyAreHandedOut() throws Exception {
        AtomicInteger waiting = part.registry().gauge("healthcare_rows_waiting", new AtomicInteger());
        part.beforeScrape(waiting::incrementAndGet);
        assertThat(get("/metrics").body()).contains("\nhealthcare_rows_waiting 1.0\n", "\njvm_memory_used_bytes{");
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        assertThat(get("/healthy").statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(uri("/health"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(post, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void anAddressInUseIsAProblemOfTheOption() {
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), part.port());
        assertThatThrownBy(() -> Observability.listening(taken))
                .isInstanceOf(HealthAddressException.class)
                .hasMessageStartingWith("--health-address: ");
    }

    @Test
    void anEmptyVariableIsNone() throws Exception {
        assertThat(new Address().convert("")).isNull();
    }

    @Test
    void withoutAHostOnlyThisMachineIsListenedTo() throws Exception {
        assertThat(new Address().convert("8080").getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(new Address().convert("0.0.0.0:8080").getAddress().isAnyLocalAddress())
                .isTrue();
        for (String wrong : new String[] {"x", "1:", "70000", "-1"}) {
            assertThatThrownBy(() -> new Address().convert(wrong))
                    .isInstanceOf(CommandLine.TypeConversionException.class);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + part.port() + path);
    }
}
