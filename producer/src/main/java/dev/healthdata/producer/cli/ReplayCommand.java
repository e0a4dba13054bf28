package dev.healthdata.producer.cli;

import dev.healthdata.observability.HealthAddressException;
import dev.healthdata.observability.HealthOptions;
import dev.healthdata.observability.Observability;
import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.display.Display;
import dev.healthdata.producer.display.LineDisplay;
import dev.healthdata.producer.display.MetricsDisplay;
import dev.healthdata.producer.display.ParentDisplay;
import dev.healthdata.producer.display.ProgressBarDisplay;
import dev.healthdata.producer.display.Report;
import dev.healthdata.producer.display.TerminalCheck;
import dev.healthdata.producer.file.FileFinder;
import dev.healthdata.producer.ingest.IngestOptions;
import dev.healthdata.producer.ingest.Ingestion;
import dev.healthdata.producer.ingest.KafkaReach;
import dev.healthdata.producer.ingest.Pace;
import dev.healthdata.producer.ingest.TopicCheck;
import dev.healthdata.producer.mapping.Feeds;
import dev.healthdata.records.ledger.HaltLimit;
import dev.healthdata.records.process.Parent;
import dev.healthdata.records.process.WrongProperty;
import dev.healthdata.records.rule.RowRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code replay}: sends files. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends CSV files to the raw topics, every row exactly once.",
            "",
            "A file is known by its content: one that was sent is recognised under any name, and one that was cut off"
                    + " goes on at the right row. A row that is no row becomes a dead letter and costs nothing else.",
            "",
            "Files that are there together are sent parents first. Those of a table: first what was cut off, then as they are"
                    + " named here, and those of a directory by name, numbers as numbers (visits.csv, visits-2.csv,"
                    + " visits-10.csv). A row of a later one corrects that of an earlier one.",
            "",
            "A file in which most rows are rejected is halted: the rest of it is held back until --force says to go on.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is sent, now or before",
            "1:a file is not what it should be, was halted, was written to meanwhile, or was taken over by another producer",
            "2:usage or configuration, or a file that belongs to no table",
            "3:Kafka does not answer, or another failure; the same command goes on from the last commit"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  healthcare replay data/raw",
            "  healthcare replay --table visits monday.csv.gz",
            "  healthcare replay --watch /srv/incoming",
            "  healthcare replay --mapping mappings/synthea.yml output/csv",
            "  healthcare replay --rate 50 visits.csv"
        })
public final class ReplayCommand implements Callable<Integer> {
    /** Where to files are sent and how they are read: to be said again when one of them is replayed. */
    private static final List<String> REPEATED = List.of(
            "--bootstrap-server", "--config", "--state", "--table", "--mapping", "--delimiter", "--charset", "--rules");

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final Parent parent;
    private final Shutdown shutdown;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FileOptions files;

    @Option(
            names = "--watch",
            description =
                    "Stay, and send files that come into the directories or change there: those that are moved in at"
                            + " once, others when they have not changed for a second. A file that could not be read, or that looks values up"
                            + " in one that could not be used, is tried again every 30 seconds; one whose looked-up values are others now"
                            + " is sent again.")
    private boolean watch;

    /** For tests. */
    @Option(names = "--retry-every", paramLabel = "DURATION", defaultValue = "PT30S", hidden = true)
    private Duration retryEvery;

    @Option(
            names = "--force",
            description = "Go on with what was halted, and send again what was ingested (its rows become new versions),"
                    + " however many rows are rejected.")
    private boolean force;

    @Mixin
    private JudgeOptions judge;

    @Option(
            names = "--transaction-rows",
            paramLabel = "N",
            defaultValue = "" + IngestOptions.DEFAULT_ROWS_PER_TRANSACTION,
            description = "Rows that are committed together at most, at least about twice a second. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int transactionRows;

    @Mixin
    private PaceOptions paces;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private HealthOptions health;

    public ReplayCommand(Parent parent, Shutdown shutdown) {
        this.parent = parent;
        this.shutdown = shutdown;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        List<String> problems = new ArrayList<>();
        files.checkPaths(watch, problems);
        CsvOptions csv = files.csv(problems);
        Feeds feeds = files.feeds(problems);
        FileFinder finder = files.finder(feeds, problems);
        Pace pace = paces.pace(problems);
        HaltLimit halt = judge.halt(problems);
        RowRules rules = judge.rules(problems);
        Map<String, Object> client = kafka.client(problems);
        if (transactionRows < 1) {
            problems.add("--transaction-rows: must be 1 or more");
        }
        if (!problems.isEmpty()) {
            problems.forEach(err::println);
            return ExitCodes.USAGE;
        }
        try (Observability observability = health.start()) {
            List<String> missing = TopicCheck.missing(client, ANSWER);
            if (!missing.isEmpty()) {
                err.println("Kafka has no topic " + String.join(", ", missing) + ": 'healthcare up' creates them");
                return ExitCodes.USAGE;
            }
            IngestOptions options = IngestOptions.of(csv, force)
                    .withHalt(halt)
                    .withRowsPerTransaction(transactionRows)
                    .withPace(pace);
            return send(client, feeds, finder, options, rules, observability);
        } catch (HealthAddressException e) {
            err.println(e.getMessage());
            return ExitCodes.USAGE;
        } catch (KafkaException e) {
            Optional<String> wrong = WrongProperty.in(e);
            err.println(wrong.orElseGet(
                    () -> KafkaTrouble.explain(e, client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG))));
            return wrong.isPresent() ? ExitCodes.USAGE : ExitCodes.FAILURE;
        }
    }

    private int send(
            Map<String, Object> client,
            Feeds feeds,
            FileFinder finder,
            IngestOptions options,
            RowRules rules,
            Observability observability)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Report report = new Report(out, repeated());
        MetricsDisplay metrics = new MetricsDisplay(observability.registry(), Clock.systemUTC());
        Display display = Display.all(List.of(new ParentDisplay(parent), eyeCatcher(out), report, metrics));
        try (KafkaReach reach = new KafkaReach(client);
                Ingestion ingestion = new Ingestion(client, options, rules, shutdown::isAsked, Clock.systemUTC())) {
            parent.ready();
            observability.started(() -> metrics.health(reach.answers()));
            Replay replay = new Replay(
                    ingestion,
                    options.csv(),
                    feeds,
                    finder,
                    display,
                    shutdown,
                    retryEvery,
                    spec.commandLine().getErr());
            int code = watch ? replay.watch(files.paths()) : replay.once(files.paths());
            report.summary();
            return code;
        }
    }

    /** As they were given. */
    private List<String> repeated() {
        ParseResult given = spec.commandLine().getParseResult();
        return REPEATED.stream()
                .filter(given::hasMatchedOption)
                .map(given::matchedOption)
                .flatMap(option -> Stream.of(
                        option.longestName(), option.originalStringValues().get(0)))
                .toList();
    }

    private static Display eyeCatcher(PrintWriter out) {
        return TerminalCheck.isTerminal() ? new ProgressBarDisplay() : new LineDisplay(out);
    }
}
