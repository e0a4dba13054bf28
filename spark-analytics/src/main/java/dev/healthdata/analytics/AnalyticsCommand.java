package dev.healthdata.analytics;

import dev.healthdata.analytics.query.AnalyticsQuery;
import dev.healthdata.analytics.query.Settings;
import dev.healthdata.analytics.query.Start;
import dev.healthdata.analytics.query.Topics;
import dev.healthdata.observability.HealthAddressException;
import dev.healthdata.observability.HealthOptions;
import dev.healthdata.observability.Observability;
import dev.healthdata.records.process.Parent;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the analytics. */
@Command(
        name = "spark-analytics",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped, or done with --once",
            "2:wrong usage or configuration, or a checkpoint that it cannot go on from",
            "3:something that it works with failed; it says what to do"
        },
        sortOptions = false,
        description = {
            "Keeps the five aggregates in step with the clean topics.",
            "",
            "Each is one file, <processed>/<name>/<name>.csv, replaced as a whole; _snapshot.json, written last, says"
                    + " up to which offsets of the clean topics they reach. Runs in this process unless spark-submit"
                    + " names a master."
        })
final class AnalyticsCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(AnalyticsCommand.class);

    /** Before Spark's own hook, which is at 50 and would take the session from under the query. */
    private static final int BEFORE_SPARK = 100;

    @Spec
    private CommandSpec command;

    @Mixin
    private AnalyticsOptions options;

    @Option(
            names = "--rebuild",
            description = "Forget the checkpoint and read the clean topics from their beginning. The files stay as they"
                    + " are until all that is there now has been read.")
    private boolean rebuild;

    @Mixin
    private HealthOptions health;

    @Override
    public Integer call() throws Exception {
        List<String> problems = options.problems();
        if (!problems.isEmpty()) {
            problems.forEach(command.commandLine().getErr()::println);
            return CommandLine.ExitCode.USAGE;
        }
        // First of all: with Kafka away, what follows waits for longer than a parent that is gone should.
        Parent parent = Parent.ofThisProcess();
        parent.follow(() -> {}, () -> System.exit(0));
        Settings settings = options.settings();
        try (Topics topics = new Topics(settings.kafka())) {
            List<String> missing = topics.missing();
            if (!missing.isEmpty()) {
                command.commandLine()
                        .getErr()
                        .println("These topics do not exist: " + String.join(", ", missing)
                                + ". Create them first; 'healthcare up' does so.");
                return CommandLine.ExitCode.USAGE;
            }
            return run(Start.from(settings, topics, rebuild), parent);
        }
    }

    private int run(Start start, Parent parent) throws Exception {
        try (Observability observability = health.start()) {
            run(start, parent, observability);
            return CommandLine.ExitCode.OK;
        } catch (HealthAddressException e) {
            command.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private static void run(Start start, Parent parent, Observability observability) throws Exception {
        QueryMetrics metrics = new QueryMetrics(
                observability.registry(),
                Clock.systemUTC(),
                System::nanoTime,
                start.settings().trigger());
        try (AnalyticsQuery query = AnalyticsQuery.start(start, new Told(metrics, parent))) {
            ShutdownHookManager.get().addShutdownHook(query::close, BEFORE_SPARK);
            LOG.info(
                    "the query runs, processed={} checkpoint={}",
                    start.settings().processed(),
                    start.settings().checkpoint());
            parent.ready();
            observability.started(metrics::health);
            query.await();
        }
    }
}
