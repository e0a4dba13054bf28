package dev.healthdata.observability;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The metrics of a part, and where it answers those who ask for them and for its health. */
public final class Observability implements AutoCloseable {
    private static final Health STARTING =
            new Health.Builder().problem("it has not started yet").build();
    private static final Health LEAVING =
            new Health.Builder().problem("it is leaving").build();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<MeterBinder> binders =
            List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ProcessorMetrics(), new UptimeMetrics(), gc());
    private final List<Runnable> beforeScrape = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "health");
        daemon.setDaemon(true);
        return daemon;
    });
    private final HealthGauge health = new HealthGauge(registry, this::health, Clock.systemUTC());
    private HttpServer server;
    private volatile Supplier<Health> source = () -> STARTING;
    private volatile boolean ready;

    private Observability() {}

    /** Metrics are kept, and nobody can ask for them. */
    public static Observability silent() {
        return new Observability();
    }

    static Observability listening(InetSocketAddress address) {
        Observability observability = new Observability();
        observability.listen(address);
        return observability;
    }

    /** Where own metrics and those of clients and pools are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Adds the metrics of a client or a pool for as long as the process lives, if anybody can ask for them: there are many. */
    public void bind(MeterBinder binder) {
        if (server != null) {
            binder.bindTo(registry);
        }
    }

    /**
     * The part is able to begin with its work.
     *
     * @param now asked at each request, by one thread at a time; should answer within seconds
     */
    public void started(Supplier<Health> now) {
        source = now;
        ready = true;
    }

    /** Run before metrics are handed out, to bring those up to date that cost something. */
    public void beforeScrape(Runnable update) {
        beforeScrape.add(update);
    }

    /** The port that is listened to, which the system chose if 0 was asked for. */
    int port() {
        return server.getAddress().getPort();
    }

    /** It is not ready any more and stops to answer. */
    @Override
    public void close() {
        ready = false;
        source = () -> LEAVING;
        if (server != null) {
            server.stop(0);
        }
        thread.shutdownNow();
    }

    private void listen(InetSocketAddress address) {
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new HealthAddressException(address, e);
        }
        binders.forEach(binder -> binder.bindTo(registry));
        Endpoints endpoints = new Endpoints(health::now, () -> ready, this::scrape);
        endpoints.bind(server);
        server.setExecutor(thread);
        server.start();
    }

    private Health health() {
        return source.get();
    }

    private String scrape() {
        health.refresh();
        beforeScrape.forEach(Runnable::run);
        return registry.scrape();
    }

    /** It hears the JVM for as long as the process lives. */
    @SuppressWarnings("resource")
    private static MeterBinder gc() {
        return new JvmGcMetrics();
    }
}
