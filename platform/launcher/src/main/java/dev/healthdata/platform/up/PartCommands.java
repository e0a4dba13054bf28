package dev.healthdata.platform.up;

import dev.healthdata.infrastructure.process.Jvm;
import dev.healthdata.infrastructure.process.Niceness;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.state.StateDirectory;
import dev.healthdata.records.ledger.HaltLimit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command lines of the parts, and what each finds in its environment. */
final class PartCommands {
    /** Small heaps and a compiler that stops early: most of a short run is start-up. */
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xshare:auto");
    /** The second compiler takes as long as a short run saves by it; what goes on running is half as fast again with it. */
    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    /** Those that work as long as rows come. */
    private static final Set<String> BUSY = Set.of("validator-stream", "mysql-sink");

    private final UpSettings settings;
    private final StateDirectory state;
    private final String bootstrapServers;

    PartCommands(UpSettings settings, StateDirectory state, String bootstrapServers) {
        this.settings = settings;
        this.state = state;
        this.bootstrapServers = bootstrapServers;
    }

    /** With --once the grace period ends when the input does, and on a slow machine not before. */
    List<String> validator() {
        List<String> arguments =
                new ArrayList<>(List.of("--state-dir", state.path("validator").toString()));
        if (settings.once()) {
            arguments.addAll(List.of("--grace", "PT24H"));
        }
        arguments.addAll(rules());
        return jvm("validator-stream", "dev.healthdata.validator.ValidatorMain", "-Xmx256m")
                .command(arguments);
    }

    List<String> sink() {
        return jvm("mysql-sink", "dev.healthdata.sink.SinkMain", "-Xmx128m")
                .command(List.of("--instance", "up", "--group", SinkGroup.of(settings, state)));
    }

    /**
     * With --once nobody reads the aggregates before the end: they stand back behind the parts that they wait for anyway, and take
     * what these have made in fewer batches, each of which costs a second of processor time however small it is.
     */
    List<String> analytics() {
        // What Spark must be allowed to reach into is in a file beside its sources, which its tests use too.
        Path options = settings.home().resolve("spark-analytics").resolve("jvm.options");
        List<String> arguments = new ArrayList<>(List.of(
                "--processed", settings.processed().toString(),
                "--checkpoint", state.path("analytics").toString()));
        arguments.addAll(settings.formats());
        List<String> command = jvm(
                        "spark-analytics", "dev.healthdata.analytics.AnalyticsMain", "-Xmx512m", "@" + options)
                .command(arguments);
        return settings.once() ? Niceness.behindOthers(command) : command;
    }

    List<String> producer() {
        List<String> arguments =
                new ArrayList<>(List.of("replay", settings.raw().toString()));
        if (!settings.once()) {
            arguments.add("--watch");
        }
        arguments.addAll(List.of(
                HaltLimit.SHARE_OPTION, Integer.toString(settings.halt().percent()),
                HaltLimit.AFTER_OPTION, Long.toString(settings.halt().after())));
        arguments.addAll(rules());
        settings.mapping().ifPresent(file -> arguments.addAll(List.of("--mapping", file.toString())));
        // It has Kafka's address, and says of a halted file by which options to go on.
        Path usual = settings.home().resolve(".healthcare").toAbsolutePath().normalize();
        if (!state.path("").equals(usual)) {
            arguments.addAll(List.of("--state", state.path("").toString()));
        }
        return jvm("producer", "dev.healthdata.producer.ProducerMain", "-Xmx96m")
                .command(arguments);
    }

    /** The same for those who judge rows. */
    private List<String> rules() {
        return settings.rules().map(file -> List.of("--rules", file.toString())).orElse(List.of());
    }

    Map<String, String> environment() {
        return Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    }

    /** Passwords go by the environment: command lines can be read by every user of the machine. */
    Map<String, String> environment(SqlAccount sql) {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("MYSQL_URL", sql.url());
        environment.put("MYSQL_USER", sql.user());
        environment.put("MYSQL_PASSWORD", sql.password());
        return environment;
    }

    private Jvm jvm(String module, String mainClass, String... more) {
        List<String> options = new ArrayList<>(SMALL);
        if (settings.once() || !BUSY.contains(module)) {
            options.add(FIRST_COMPILER_ONLY);
        }
        options.addAll(List.of(more));
        return new Jvm(target(module), module, mainClass, options);
    }

    private Path target(String module) {
        return settings.home().resolve(module).resolve("target");
    }
}
