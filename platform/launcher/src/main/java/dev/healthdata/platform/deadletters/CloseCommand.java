package dev.healthdata.platform.deadletters;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.cli.Platform;
import dev.healthdata.platform.deadletters.letter.Cells;
import dev.healthdata.platform.deadletters.letter.LetterFilter;
import dev.healthdata.platform.deadletters.replay.Closer;
import dev.healthdata.platform.deadletters.replay.Outcome;
import dev.healthdata.platform.deadletters.replay.Result;
import dev.healthdata.platform.deadletters.replay.Target;
import dev.healthdata.platform.operatorlog.Act;
import dev.healthdata.platform.operatorlog.Operator;
import dev.healthdata.platform.operatorlog.OperatorTransactions;
import dev.healthdata.records.envelope.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code healthcare dead-letters close}. */
@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        description =
                "Closes dead letters of rows that are no rows, such as a line of totals. Their raw records count as"
                        + " superseded from then on.",
        footer = {
            "",
            "Examples:",
            "  ./healthcare dead-letters close V301367 --reason 'a test of the clinic'",
            "  ./healthcare dead-letters close V1 V2 V3 --table visits --reason 'sent by mistake' --as 'Ada'"
        })
final class CloseCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private CommandSpec command;

    @Mixin
    private Platform platform;

    @Mixin
    private LetterFilter filter;

    @Mixin
    private Operator operator;

    @Parameters(paramLabel = "KEY", arity = "1..*", description = "rows' ids, or the keys that 'list' shows")
    private List<String> keys;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (operator.reason().isEmpty()) {
            throw new ParameterException(command.commandLine(), "--reason: say why, it is written to the audit log");
        }
        return ResultReport.of(System.out, json, told -> {
            try (Session session = new Session(platform)) {
                List<Target> targets = find(session, told);
                if (!targets.isEmpty()) {
                    close(session, targets, told);
                }
            }
        });
    }

    private void close(Session session, List<Target> targets, Consumer<Result> told) throws InterruptedException {
        Act act = new Act(
                "close",
                operator.name(),
                operator.reason(),
                filter.describe(),
                "",
                targets.size(),
                targets.stream().map(Target::key).toList());
        try (OperatorTransactions transactions = OperatorTransactions.open(session.client(), session.reader());
                TopicReader own = new TopicReader(session.client())) {
            new Closer(transactions, own).close(targets, act, PATIENCE, told);
        }
    }

    private List<Target> find(Session session, Consumer<Result> told) {
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        Map<String, String> underOtherKeys = new LinkedHashMap<>();
        List<Target> targets = new ArrayList<>();
        List<Target> refused = new ArrayList<>();
        session.forEach(filter, letter -> {
            String id = letter.id();
            if (keys.contains(id)) {
                underOtherKeys.merge(id, letter.key(), (a, b) -> a + " " + b);
            }
            if (keys.contains(letter.key())) {
                tables.computeIfAbsent(letter.key(), key -> new LinkedHashSet<>())
                        .add(letter.table().name());
                Target target = Target.of(letter, Cells.of(letter));
                (target.stage() == Stage.SINK ? refused : targets).add(target);
            }
        });
        refuseToGuess(tables);
        refused.forEach(each -> told.accept(Result.of(
                each,
                Outcome.SKIPPED,
                "is a clean row that the database refused; repair it, or make room for it, and replay it")));
        keys.stream()
                .filter(key -> !tables.containsKey(key))
                .distinct()
                .forEach(key -> told.accept(new Result(
                        "-",
                        key,
                        "-",
                        Outcome.SKIPPED,
                        underOtherKeys.containsKey(key)
                                ? "came under another key: name that of its dead letter, " + underOtherKeys.get(key)
                                : "has no open dead letter")));
        return targets;
    }

    /** Rows of several tables may have the same key, and one that was not meant would be lost. */
    private void refuseToGuess(Map<String, Set<String>> tables) {
        String problems = tables.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(each -> each.getKey() + " is in " + String.join(" and ", each.getValue()))
                .collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            throw new ParameterException(command.commandLine(), problems + ": name one with --table");
        }
    }
}
