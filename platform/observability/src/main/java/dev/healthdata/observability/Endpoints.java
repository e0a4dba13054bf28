package dev.healthdata.observability;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The three paths. Whatever fails, the exception's text stays inside: it might quote a record. */
final class Endpoints {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<Health> health;
    private final BooleanSupplier ready;
    private final Supplier<String> metrics;

    Endpoints(Supplier<Health> health, BooleanSupplier ready, Supplier<String> metrics) {
        this.health = health;
        this.ready = ready;
        this.metrics = metrics;
    }

    private record Answer(int code, String type, String body) {}

    void bind(HttpServer server) {
        server.createContext("/", exchange -> answer(exchange, this::of));
    }

    private Answer of(String path) {
        return switch (path) {
            case "/health" -> health(health.get());
            case "/ready" -> ready(ready.getAsBoolean());
            case "/metrics" -> new Answer(OK, PROMETHEUS, metrics.get());
            default -> new Answer(NOT_FOUND, JSON, "{\"paths\":[\"/health\",\"/ready\",\"/metrics\"]}");
        };
    }

    private static Answer health(Health now) {
        return new Answer(now.isHealthy() ? OK : UNAVAILABLE, JSON, now.toJson());
    }

    private static Answer ready(boolean yes) {
        return new Answer(yes ? OK : UNAVAILABLE, JSON, "{\"ready\":" + yes + "}");
    }

    private interface Question {
        Answer of(String path);
    }

    private static void answer(HttpExchange exchange, Question question) throws IOException {
        try (exchange) {
            Answer answer =
                    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), question);
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.code(), body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static Answer answer(String method, String path, Question question) {
        if (!method.equals("GET")) {
            return new Answer(NOT_ALLOWED, JSON, "{}");
        }
        try {
            return question.of(path);
        } catch (RuntimeException e) {
            return new Answer(FAILED, JSON, "{\"failed\":\"" + e.getClass().getSimpleName() + "\"}");
        }
    }
}
