package dev.healthdata.platform.deadletters;

import dev.healthdata.platform.cli.Platform;
import dev.healthdata.platform.cli.WatchOrJson;
import dev.healthdata.platform.deadletters.letter.LetterFilter;
import dev.healthdata.platform.status.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code healthcare dead-letters summary}. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description =
                "Counts the open dead letters by table, stage, rule, field and file. A row that breaks several rules"
                        + " counts in each of them.",
        footer = {
            "",
            "Examples:",
            "  ./healthcare dead-letters summary --watch         drawn again every two seconds",
            "  ./healthcare dead-letters summary --since 1d      what came since yesterday"
        })
final class SummaryCommand implements Callable<Integer> {
    private static final long INTERVAL_MILLIS = 2000;

    @Spec
    private CommandSpec command;

    @Mixin
    private Platform platform;

    @Mixin
    private LetterFilter filter;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(names = "--watch", description = "draw it again every two seconds until Ctrl-C")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        WatchOrJson.requireOne(command, watch, json);
        Console console = Console.forWatching();
        try (Session session = new Session(platform)) {
            while (watch) {
                console.status(summary(session).lines());
                Thread.sleep(INTERVAL_MILLIS);
            }
            Summary summary = summary(session);
            if (json) {
                System.out.println(summary.json());
            } else {
                summary.lines().forEach(System.out::println);
            }
        }
        return 0;
    }

    private Summary summary(Session session) {
        Summary summary = new Summary();
        session.forEach(filter, summary::add);
        return summary;
    }
}
