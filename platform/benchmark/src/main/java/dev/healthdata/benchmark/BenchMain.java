package dev.healthdata.benchmark;

import dev.healthdata.platform.cli.Failures;
import picocli.CommandLine;

/** {@code ./healthcare bench} in a JVM of its own: it brings Kafka Streams, which the launcher does not need. */
public final class BenchMain {
    private BenchMain() {}

    public static void main(String[] args) {
        System.exit(Failures.reportedBy(commandLine()).execute(args));
    }

    public static CommandLine commandLine() {
        return new CommandLine(new BenchCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
