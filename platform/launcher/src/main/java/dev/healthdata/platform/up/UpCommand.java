package dev.healthdata.platform.up;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.cli.Home;
import dev.healthdata.platform.cli.LocalDirectory;
import dev.healthdata.platform.cli.SqlPassword;
import dev.healthdata.platform.state.StateDirectory;
import dev.healthdata.platform.status.Console;
import dev.healthdata.records.ledger.HaltLimit;
import dev.healthdata.records.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code healthcare up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Runs the whole platform on this machine, without Docker: Kafka, SQL server, validator, sink and"
                + " analytics. Replays the CSV files of --raw and goes on watching for new ones.",
        footer = {
            "",
            "Examples:",
            "  ./healthcare up                        run, and watch data/raw until Ctrl-C",
            "  ./healthcare up --once --raw feeds     ingest what is in feeds, print the audit, leave",
            "",
            "All that lasts is in --state: a second run goes on where the first one stopped."
        })
public final class UpCommand implements Callable<Integer> {
    private static final int USAGE = 2;

    /** As many as the threads that each part has here: more would only be more transactions and stores. */
    private static final int ON_ONE_MACHINE = 1;

    @Spec
    private CommandSpec command;

    @Option(names = "--raw", paramLabel = "DIR", description = "CSV files to ingest (default: data/raw)")
    private Path raw;

    @Option(
            names = "--processed",
            paramLabel = "DIR",
            defaultValue = "${env:HEALTHCARE_PROCESSED}",
            description = "the five aggregates (environment: HEALTHCARE_PROCESSED; default: data/processed)")
    private Path processed;

    @Option(
            names = "--spreadsheet-safe",
            defaultValue = "${env:ANALYTICS_SPREADSHEET_SAFE:-false}",
            fallbackValue = "true", // else it would be the opposite of the default
            description = "keep Excel from running text of the aggregates as formulas; docs/analytics.md says how"
                    + " (environment: ANALYTICS_SPREADSHEET_SAFE=true)")
    private boolean spreadsheetSafe;

    @Option(
            names = "--parquet",
            defaultValue = "${env:ANALYTICS_PARQUET:-false}",
            fallbackValue = "true",
            description = "write the aggregates as Parquet, too (environment: ANALYTICS_PARQUET=true)")
    private boolean parquet;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "${env:HEALTHCARE_STATE}",
            description = "all that lasts: topics, database, checkpoints, logs (default: .healthcare)")
    private Path state;

    @Option(names = "--once", description = "leave when every row has its fate and every aggregate is published")
    private boolean once;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS}",
            description = "use this Kafka instead of starting one (environment: KAFKA_BOOTSTRAP_SERVERS)")
    private String bootstrapServer;

    @Option(
            names = "--mysql-url",
            paramLabel = "JDBC-URL",
            defaultValue = "${env:MYSQL_URL}",
            description = "use this database instead of starting one; the scripts in sql/ have been run there"
                    + " (environment: MYSQL_URL, with MYSQL_USER and MYSQL_PASSWORD or MYSQL_PASSWORD_FILE)")
    private String mysqlUrl;

    @Option(names = "--kafka-port", paramLabel = "PORT", defaultValue = "0", description = "default: any free one")
    private int kafkaPort;

    @Option(names = "--mysql-port", paramLabel = "PORT", defaultValue = "0", description = "default: any free one")
    private int mysqlPort;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "of topics that are created (default: " + ON_ONE_MACHINE + ", and "
                    + Topics.DEFAULT_PARTITIONS + " in a Kafka that runs already)")
    private Integer partitions;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "properties that change the severity of rules: rules.<id>=reject, warn or off; docs/rules.md"
                    + " lists the rules")
    private Path rules;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "how columns of files of another system become ours (YAML); docs/mapping.md says how to write"
                    + " one, and mappings/synthea.yml is one")
    private Path mapping;

    @Option(
            names = HaltLimit.SHARE_OPTION,
            paramLabel = "PERCENT",
            description =
                    "hold the rest of a file back once more of its rows than this are rejected, or 'off' (default: "
                            + HaltLimit.DEFAULT_PERCENT + ")")
    private String haltShare;

    @Option(
            names = HaltLimit.AFTER_OPTION,
            paramLabel = "ROWS",
            description = "not before so many rows of the file (default: " + HaltLimit.DEFAULT_AFTER + ")")
    private String haltAfter;

    @Override
    public Integer call() throws Exception {
        long started = System.nanoTime();
        Path home = Home.path();
        Optional<SqlAccount> sql =
                Optional.ofNullable(mysqlUrl).filter(url -> !url.isBlank()).map(this::account);
        Optional<String> bootstrap = Optional.ofNullable(bootstrapServer).filter(text -> !text.isBlank());
        int created = bootstrap.isPresent() ? Topics.DEFAULT_PARTITIONS : ON_ONE_MACHINE;
        List<String> problems = new ArrayList<>();
        LocalDirectory.problem("--raw", raw).ifPresent(problems::add);
        LocalDirectory.problem("--processed", processed).ifPresent(problems::add);
        LocalDirectory.problem("--state", state).ifPresent(problems::add);
        boolean local = problems.isEmpty();
        UpSettings settings = new UpSettings(
                home,
                orElse(raw, home.resolve("data").resolve("raw")),
                orElse(processed, home.resolve("data").resolve("processed")),
                formats(),
                orElse(state, home.resolve(".healthcare")),
                once,
                bootstrap,
                sql,
                kafkaPort,
                mysqlPort,
                partitions == null ? created : partitions,
                Optional.ofNullable(rules).map(Path::toAbsolutePath),
                Optional.ofNullable(mapping).map(Path::toAbsolutePath),
                HaltLimit.of(haltShare, haltAfter, problems));
        if (local) {
            problems.addAll(UpChecks.problems(settings)); // which makes the directories that are missing
        }
        if (!problems.isEmpty()) {
            problems.forEach(problem -> command.commandLine().getErr().println("healthcare up: " + problem));
            return USAGE;
        }
        Optional<StateDirectory> taken = StateDirectory.take(settings.state());
        if (taken.isEmpty()) {
            System.err.println("healthcare up: --state: another platform runs in " + settings.state()
                    + "; stop it, or name another directory");
            return USAGE;
        }
        Console console = Console.ofThisProcess();
        int code = run(new PlatformRun(settings, taken.get(), console), console);
        console.note(String.format(
                "done in %.1f s", Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0));
        return code;
    }

    private List<String> formats() {
        List<String> formats = new ArrayList<>();
        if (spreadsheetSafe) {
            formats.add("--spreadsheet-safe");
        }
        if (parquet) {
            formats.add("--parquet");
        }
        return formats;
    }

    private SqlAccount account(String url) {
        String user = System.getenv("MYSQL_USER");
        String password = SqlPassword.of(System.getenv(), command.commandLine()).orElse("");
        return new SqlAccount(url, user == null ? "" : user, password);
    }

    private static int run(PlatformRun platform, Console console) throws Exception {
        Thread hook = new Thread(platform::close, "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try (platform) {
            return platform.run();
        } catch (IllegalStateException e) {
            console.note("healthcare up: " + e.getMessage());
            return 1;
        }
    }

    private static Path orElse(Path given, Path otherwise) {
        return (given == null || given.toString().isEmpty() ? otherwise : given)
                .toAbsolutePath()
                .normalize();
    }
}
