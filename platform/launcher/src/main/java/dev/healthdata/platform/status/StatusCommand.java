package dev.healthdata.platform.status;

import dev.healthdata.platform.books.CleanEnds;
import dev.healthdata.platform.books.HaltedFiles;
import dev.healthdata.platform.books.Tallies;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.cli.Platform;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code healthcare status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows rows in, clean, waiting and dead-lettered, how far database and aggregates are behind, and"
                + " which files are halted.",
        footer = {
            "",
            "Examples:",
            "  ./healthcare status           of the platform running in .healthcare",
            "  ./healthcare status --watch   drawn again every second until Ctrl-C"
        })
public final class StatusCommand implements Callable<Integer> {
    private static final long INTERVAL_MILLIS = 1000;

    @Mixin
    private Platform platform;

    @Option(names = "--watch", description = "draw it again every second")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        Console console = Console.ofThisProcess();
        try (TopicReader reader = new TopicReader(platform.kafkaClient());
                Admin admin = Admin.create(platform.kafkaClient())) {
            Tallies tallies = new Tallies(reader, "validator-stream");
            CleanEnds ends = new CleanEnds(reader, admin, "mysql-sink", platform.processed());
            HaltedFiles halted = new HaltedFiles(reader);
            while (watch) {
                console.status(StatusLines.of(tallies.read(), ends.read(), halted.read()));
                Thread.sleep(INTERVAL_MILLIS);
            }
            StatusLines.of(tallies.read(), ends.read(), halted.read()).forEach(console::note);
        }
        return 0;
    }
}
