package dev.healthdata.platform.status;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.cli.Platform;
import dev.healthdata.platform.cli.WatchOrJson;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code healthcare status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Shows rows in, clean, waiting and dead-lettered, which parts are up and how far each is behind, since"
                        + " when the row that waits longest has waited, and which files are halted.",
        footer = {
            "",
            "Examples:",
            "  ./healthcare status           of the platform running in .healthcare",
            "  ./healthcare status --watch   drawn again every second, with rows per second, until Ctrl-C"
        })
public final class StatusCommand implements Callable<Integer> {
    private static final long INTERVAL_MILLIS = 1000;

    @Mixin
    private Platform platform;

    @Option(
            names = "--analytics-health",
            paramLabel = "URL",
            defaultValue = "${env:ANALYTICS_HEALTH}",
            description = "where the analytics answer, like http://HOST:8080/health (environment: ANALYTICS_HEALTH), to"
                    + " tell whether they are up where './healthcare up' did not start them")
    private URI analyticsHealth;

    @Option(names = "--watch", description = "draw it again every second")
    private boolean watch;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        if (analyticsHealth != null && !Set.of("http", "https").contains(String.valueOf(analyticsHealth.getScheme()))) {
            throw new ParameterException(
                    command.commandLine(),
                    "--analytics-health: is like http://HOST:8080/health, not " + analyticsHealth);
        }
        WatchOrJson.requireOne(command, watch, json);
        Console console = Console.forWatching();
        try (TopicReader reader = new TopicReader(platform.kafkaClient());
                Admin admin = Admin.create(platform.kafkaClient())) {
            StatusReader status = new StatusReader(
                    reader,
                    admin,
                    platform.sinkGroup(),
                    platform.processed(),
                    new AnalyticsPulse(analyticsHealth, platform.state()));
            while (watch) {
                console.status(StatusText.lines(status.read()));
                Thread.sleep(INTERVAL_MILLIS);
            }
            StatusReport report = status.read();
            if (json) {
                System.out.println(StatusText.json(report));
            } else {
                StatusText.lines(report).forEach(console::note);
            }
        }
        return 0;
    }
}
