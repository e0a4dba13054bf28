package dev.healthdata.platform.cli;

import dev.healthdata.platform.audit.AuditCommand;
import dev.healthdata.platform.audit.TraceCommand;
import dev.healthdata.platform.deadletters.DeadLettersCommand;
import dev.healthdata.platform.generate.GenerateCommand;
import dev.healthdata.platform.status.StatusCommand;
import dev.healthdata.platform.topics.TopicsCommand;
import dev.healthdata.platform.up.UpCommand;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./healthcare}. */
@Command(
        name = "healthcare",
        mixinStandardHelpOptions = true,
        description = "CSV files of hospitals, continuously, into a patient record that can be trusted.",
        subcommands = {
            UpCommand.class,
            Elsewhere.Replay.class,
            Elsewhere.Check.class,
            StatusCommand.class,
            DeadLettersCommand.class,
            TraceCommand.class,
            AuditCommand.class,
            GenerateCommand.class,
            TopicsCommand.class,
            Elsewhere.Bench.class,
            Elsewhere.Man.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the data or the books are wrong, or something failed",
            "2:wrong usage or configuration"
        },
        footer = {
            "",
            "Examples:",
            "  ./healthcare up                     run, and watch data/raw until Ctrl-C",
            "  ./healthcare dead-letters summary   what could not be stored, and why",
            "  ./healthcare help replay            what a command takes",
            "  ./healthcare man replay             the same as a page"
        })
public final class HealthcareMain {
    private HealthcareMain() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** @return the exit code */
    public static int run(String... args) {
        return Failures.reportedBy(commandLine()).execute(args);
    }

    public static CommandLine commandLine() {
        return new CommandLine(new HealthcareMain());
    }
}
