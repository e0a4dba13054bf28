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
            GenerateCommand.class,
            AuditCommand.class,
            TraceCommand.class,
            StatusCommand.class,
            DeadLettersCommand.class,
            AutoComplete.GenerateCompletion.class,
            TopicsCommand.class,
            CommandLine.HelpCommand.class
        })
public final class HealthcareMain {
    private HealthcareMain() {}

    public static void main(String[] args) {
        System.exit(Failures.reportedBy(new CommandLine(new HealthcareMain())).execute(args));
    }
}
