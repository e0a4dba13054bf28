package dev.healthdata.platform.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code healthcare dead-letters}. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Rows that were rejected or still wait: shows them, takes them out for repair, sends them again.",
        subcommands = {
            SummaryCommand.class,
            ListCommand.class,
            ShowCommand.class,
            ExportCommand.class,
            ReplayCommand.class,
            CloseCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  ./healthcare dead-letters summary                          what is wrong, and how often",
            "  ./healthcare dead-letters export --out repair              as CSV files, to be repaired",
            "  ./healthcare dead-letters replay --from repair/visits.csv  sends the repaired rows"
        })
public final class DeadLettersCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "name one of summary, list, show, export, replay and close");
    }
}
