package dev.healthdata.platform.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.healthdata.platform.cli.Platform;
import dev.healthdata.platform.deadletters.letter.Cells;
import dev.healthdata.platform.deadletters.letter.LetterFilter;
import dev.healthdata.platform.deadletters.letter.OpenLetter;
import dev.healthdata.platform.operatorlog.Act;
import dev.healthdata.platform.operatorlog.Operator;
import dev.healthdata.platform.operatorlog.OperatorTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code healthcare dead-letters show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Shows all about the dead letters of a key. Values are masked; --reveal shows them, and says so in the"
                        + " audit log.",
        footer = {
            "",
            "Examples:",
            "  ./healthcare dead-letters show V301367                                 what is wrong with a row",
            "  ./healthcare dead-letters show V301367 --reveal --reason 'call 4711'   with its values"
        })
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private Platform platform;

    @Mixin
    private LetterFilter filter;

    @Mixin
    private Operator operator;

    @Parameters(paramLabel = "KEY", description = "the row's id, or the key that 'list' shows")
    private String key;

    @Option(names = "--reveal", description = "show the values; this is written to the audit log")
    private boolean reveal;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        List<OpenLetter> found = new ArrayList<>();
        try (Session session = new Session(platform)) {
            session.forEach(filter, letter -> {
                if (letter.isOf(key)) {
                    found.add(letter);
                }
            });
            if (reveal && !found.isEmpty()) {
                note(session, found.size());
            }
        }
        if (json) {
            ObjectNode report = LetterJson.JSON.createObjectNode();
            var letters = report.putArray("dead_letters");
            found.forEach(letter -> letters.add(json(letter)));
            System.out.println(report);
        } else if (found.isEmpty()) {
            System.out.println("No dead letter of " + key + " is open; './healthcare trace --table T --id " + key
                    + "' tells what became of the row.");
        } else {
            found.forEach(letter -> LetterText.of(letter, reveal).forEach(System.out::println));
        }
        return found.isEmpty() ? 1 : 0;
    }

    private void note(Session session, int letters) {
        try (OperatorTransactions log = OperatorTransactions.open(session.client(), session.reader())) {
            log.write(
                    new Act("reveal", operator.name(), operator.reason(), filter.describe(), "", letters, List.of(key)),
                    List.of());
        }
    }

    private ObjectNode json(OpenLetter letter) {
        ObjectNode each = LetterJson.of(letter);
        ObjectNode values = each.putObject("values");
        for (Map.Entry<String, String> cell : Cells.of(letter).byColumn().entrySet()) {
            values.put(cell.getKey(), reveal ? cell.getValue() : LetterText.mask(cell.getValue()));
        }
        return each;
    }
}
