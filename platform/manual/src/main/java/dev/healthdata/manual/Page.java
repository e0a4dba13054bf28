package dev.healthdata.manual;

import static dev.healthdata.manual.Roff.bold;
import static dev.healthdata.manual.Roff.escape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The man page of a command: what its {@code --help} says, in the sections that readers of man pages look for. */
final class Page {
    private static final String EXAMPLES = "Examples?:";

    /** Lines are broken by whoever shows the page. */
    private static final int WIDE = 10_000;

    private final CommandLine command;
    private final CommandSpec spec;
    private final UsageMessageSpec usage;
    private final Help help;

    Page(CommandLine command) {
        this.command = command;
        this.spec = command.getCommandSpec();
        this.usage = spec.usageMessage().width(WIDE);
        this.help = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF));
    }

    /** As {@code man} takes it. */
    String name() {
        return name(command);
    }

    String roff() {
        Roff page = new Roff(name());
        page.section("NAME");
        page.text(escape(name()) + " \\- " + escape(summary(command)));
        page.section("SYNOPSIS");
        page.text(synopsis());
        page.section("DESCRIPTION");
        page.lines(lines(usage.description()));
        define(page, "ARGUMENTS", spec.positionalParameters());
        define(page, "OPTIONS", options());
        List<CommandLine> subcommands = Commands.subcommands(command);
        if (!subcommands.isEmpty()) {
            page.section("COMMANDS");
            subcommands.forEach(each -> page.definition(bold(name(each)) + "(1)", List.of(summary(each))));
        }
        if (!usage.exitCodeList().isEmpty()) {
            page.section("EXIT STATUS");
            usage.exitCodeList().forEach((code, meaning) -> page.definition(bold(code), lines(meaning)));
        }
        footer(page);
        if (command.getParent() != null) {
            page.section("SEE ALSO");
            page.text(bold(name(command.getParent())) + "(1)");
        }
        return page.toString();
    }

    private String synopsis() {
        String name = spec.qualifiedName();
        String text = help.synopsis(0).strip().replaceAll("\\s+", " ");
        return text.startsWith(name) ? bold(name) + escape(text.substring(name.length())) : escape(text);
    }

    private void define(Roff page, String title, List<? extends ArgSpec> all) {
        List<? extends ArgSpec> shown =
                all.stream().filter(each -> !each.hidden()).toList();
        if (!shown.isEmpty()) {
            page.section(title);
            shown.forEach(each -> page.definition(term(each), lines(each.description())));
        }
    }

    private String term(ArgSpec argument) {
        String names = argument instanceof OptionSpec option
                ? Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "))
                : "";
        return names
                + escape(help.parameterLabelRenderer()
                        .renderParameterLabel(argument, Help.Ansi.OFF, List.of())
                        .toString());
    }

    private List<OptionSpec> options() {
        return usage.sortOptions()
                ? spec.options().stream()
                        .sorted(Comparator.comparing(
                                option -> option.longestName().replaceFirst("^-+", "")))
                        .toList()
                : spec.options();
    }

    /** The lines behind a heading of examples, up to an empty one, are examples. */
    private void footer(Roff page) {
        List<String> examples = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        boolean inExamples = false;
        for (String line : lines(Stream.concat(Stream.of(usage.footerHeading()), Arrays.stream(usage.footer()))
                .toArray(String[]::new))) {
            if (line.matches(EXAMPLES)) {
                inExamples = true;
            } else if (line.isBlank()) {
                inExamples = false;
                notes.add(line);
            } else {
                (inExamples ? examples : notes).add(line);
            }
        }
        if (!notes.stream().allMatch(String::isBlank)) {
            page.section("NOTES");
            page.lines(notes.stream().dropWhile(String::isBlank).toList());
        }
        if (!examples.isEmpty()) {
            page.section("EXAMPLES");
            page.literals(examples);
        }
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    /** The first sentence. */
    private static String summary(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        return Stream.of(usage.header(), usage.description())
                .flatMap(texts -> lines(texts).stream())
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("")
                .replaceFirst("[.:](\\s.*)?$", "");
    }

    /** As they are printed, without colours. */
    private static List<String> lines(String... texts) {
        return Arrays.stream(texts)
                .map(text -> Help.Ansi.OFF.string(text.replace("%n", "\n").replace("%%", "%")))
                .flatMap(text -> Arrays.stream(text.split("\n")))
                .toList();
    }
}
