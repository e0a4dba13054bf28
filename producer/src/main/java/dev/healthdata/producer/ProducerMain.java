package dev.healthdata.producer;

import dev.healthdata.producer.cli.CheckCommand;
import dev.healthdata.producer.cli.ReplayCommand;
import dev.healthdata.producer.cli.Shutdown;
import dev.healthdata.producer.cli.UnexpectedFailure;
import dev.healthdata.records.process.Parent;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Files into Kafka: {@code replay PATH…}, or only looked at: {@code check PATH…}. */
@Command(
        name = "healthcare",
        description = "Sends CSV files to the raw topics, or checks them.",
        mixinStandardHelpOptions = true,
        version = "Healthcare Data Platform, producer")
public final class ProducerMain {
    private ProducerMain() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // numbers look the same on every machine
        Parent parent = Parent.ofThisProcess();
        Shutdown shutdown = Shutdown.onSignal();
        parent.follow(() -> {}, () -> System.exit(0));
        int code = commandLine(parent, shutdown).execute(args);
        shutdown.finished();
        System.exit(code);
    }

    /** What there is, for this process or for its manual. */
    public static CommandLine commandLine(Parent parent, Shutdown shutdown) {
        return new CommandLine(new ProducerMain())
                .addSubcommand(new ReplayCommand(parent, shutdown))
                .addSubcommand(new CheckCommand())
                .setExecutionStrategy(UnexpectedFailure::noneThatEndsJava)
                .setExecutionExceptionHandler(new UnexpectedFailure());
    }
}
