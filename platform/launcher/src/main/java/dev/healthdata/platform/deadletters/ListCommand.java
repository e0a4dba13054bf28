package dev.healthdata.platform.deadletters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.healthdata.platform.cli.Platform;
import dev.healthdata.platform.deadletters.letter.LetterFilter;
import dev.healthdata.platform.deadletters.letter.OpenLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code healthcare dead-letters list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists open dead letters, one in a line, in pages.",
        footer = {
            "",
            "Examples:",
            "  ./healthcare dead-letters list --rule visits.visit_date.date    all that break one rule",
            "  ./healthcare dead-letters list --file visits.csv --page 2       the next page of a file's"
        })
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private Platform platform;

    @Mixin
    private LetterFilter filter;

    @Option(names = "--limit", paramLabel = "ROWS", defaultValue = "50", description = "in a page (default: 50)")
    private int limit;

    @Option(names = "--page", paramLabel = "N", defaultValue = "1", description = "the page to show (default: 1)")
    private int page;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        if (limit < 1 || page < 1) {
            throw new ParameterException(command.commandLine(), "--limit and --page: must be at least 1");
        }
        long first = (page - 1L) * limit;
        long[] found = {0};
        List<String> lines = new ArrayList<>();
        ObjectNode report = LetterJson.JSON.createObjectNode();
        ArrayNode letters = report.putArray("dead_letters");
        try (Session session = new Session(platform)) {
            session.forEach(filter, letter -> {
                long place = found[0]++;
                if (place >= first && place < first + limit) {
                    lines.add(line(letter));
                    letters.add(LetterJson.of(letter));
                }
            });
        }
        if (json) {
            System.out.println(report.put("found", found[0]).put("page", page).put("limit", limit));
            return 0;
        }
        lines.forEach(System.out::println);
        System.out.println(String.format(
                Locale.ROOT,
                "%,d dead letters, page %d of %d",
                found[0],
                page,
                Math.max(1, (found[0] + limit - 1) / limit)));
        return 0;
    }

    private static String line(OpenLetter letter) {
        return String.format(
                Locale.ROOT,
                "%-12s %-24s %-9s attempt %d  %s  (%s)",
                letter.table(),
                letter.key(),
                letter.why().stage(),
                letter.why().attempt(),
                letter.why().rules(),
                letter.where());
    }
}
