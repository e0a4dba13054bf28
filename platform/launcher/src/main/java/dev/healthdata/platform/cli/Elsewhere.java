package dev.healthdata.platform.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Commands that the script runs without this JVM. They are named here so that the list of commands is whole. */
final class Elsewhere {
    private Elsewhere() {}

    /** Where it is not the script that was called. */
    abstract static class OfTheScript implements Runnable {
        @Spec
        private CommandSpec command;

        @Unmatched
        private List<String> unused;

        @Override
        public void run() {
            throw new ParameterException(
                    command.commandLine(),
                    "is not to be had here: './" + command.qualifiedName() + "' has it, where the platform was built");
        }
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Sends CSV files to the raw topics, every row exactly once.")
    static final class Replay extends OfTheScript {}

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says what a replay would reject, without Kafka.")
    static final class Check extends OfTheScript {}

    @Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures each part beside a reference.")
    static final class Bench extends OfTheScript {}

    @Command(
            name = "man",
            mixinStandardHelpOptions = true,
            description = "Shows the manual page of a command.",
            footer = {
                "",
                "Examples:",
                "  ./healthcare man                       of ./healthcare itself",
                "  ./healthcare man dead-letters replay   of a command"
            })
    static final class Man extends OfTheScript {
        @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "the words of a command")
        private List<String> unused;
    }
}
