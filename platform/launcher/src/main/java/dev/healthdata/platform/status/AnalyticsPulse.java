package dev.healthdata.platform.status;

import dev.healthdata.platform.state.PartProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether the analytics run. Spark's consumers belong to no group, so Kafka cannot tell: their own address is asked, or the
 * process that {@code up} started is looked for.
 */
final class AnalyticsPulse {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final URI health;
    private final Path state;
    private final HttpClient client;

    /**
     * @param health where they answer; null to look for their process
     * @param state the state directory of a platform on this machine
     */
    AnalyticsPulse(URI health, Path state) {
        this.health = health;
        this.state = state;
        this.client = health == null
                ? null
                : HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }

    PartState read() throws InterruptedException {
        if (health == null) {
            return PartProcess.isAlive(state, "spark-analytics")
                    .map(alive -> alive ? PartState.UP : PartState.DOWN)
                    .orElse(PartState.UNKNOWN);
        }
        HttpRequest request = HttpRequest.newBuilder(health).timeout(TIMEOUT).build();
        try {
            HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == OK ? PartState.UP : PartState.DOWN;
        } catch (IOException e) {
            return PartState.DOWN;
        }
    }
}
