package dev.healthdata.manual;

import dev.healthdata.benchmark.BenchMain;
import dev.healthdata.platform.cli.HealthcareMain;
import dev.healthdata.producer.ProducerMain;
import dev.healthdata.producer.cli.Shutdown;
import dev.healthdata.records.process.Parent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** All that {@code ./healthcare} takes. */
final class Commands {
    private Commands() {}

    /** The launcher's, in its order; those that it only names are put in from the jars that have them. */
    static CommandLine all() {
        Map<String, CommandLine> elsewhere =
                new HashMap<>(ProducerMain.commandLine(Parent.ofThisProcess(), Shutdown.never())
                        .getSubcommands());
        elsewhere.put("bench", BenchMain.commandLine().setCommandName("bench"));
        CommandLine healthcare = HealthcareMain.commandLine();
        for (Map.Entry<String, CommandLine> each :
                List.copyOf(healthcare.getSubcommands().entrySet())) {
            healthcare.getCommandSpec().removeSubcommand(each.getKey());
            healthcare.addSubcommand(each.getKey(), elsewhere.getOrDefault(each.getKey(), each.getValue()));
        }
        return healthcare;
    }

    /** A command, those below it, and so on. */
    static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(Stream.of(command), subcommands(command).stream().flatMap(Commands::withSubcommands));
    }

    static List<CommandLine> subcommands(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(each -> !each.getCommandSpec().usageMessage().hidden())
                .toList();
    }
}
