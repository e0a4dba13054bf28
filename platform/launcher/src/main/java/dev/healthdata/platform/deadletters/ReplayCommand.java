package dev.healthdata.platform.deadletters;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.cli.Platform;
import dev.healthdata.platform.deadletters.letter.LetterFilter;
import dev.healthdata.platform.deadletters.replay.Dry;
import dev.healthdata.platform.deadletters.replay.Preparation;
import dev.healthdata.platform.deadletters.replay.Replay;
import dev.healthdata.platform.deadletters.replay.Result;
import dev.healthdata.platform.operatorlog.Act;
import dev.healthdata.platform.operatorlog.Operator;
import dev.healthdata.platform.operatorlog.OperatorTransactions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code healthcare dead-letters replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Sends the rows of open dead letters to the raw topics again, repaired with --from or --set, or as they"
                        + " are, and tells what becomes of each. Exit code 1 if one is not accepted.",
        footer = {
            "",
            "Examples:",
            "  ./healthcare dead-letters replay --from repair/visits.csv --dry-run     what would happen",
            "  ./healthcare dead-letters replay --rule visits.reason.length --table visits --set reason=cough"
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private Platform platform;

    @Mixin
    private LetterFilter filter;

    @Mixin
    private ReplayOptions options;

    @Mixin
    private Operator operator;

    @Option(names = "--dry-run", description = "say what would become of each row by the rules, and send none")
    private boolean dryRun;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Preparation preparation = options.preparation(filter.tables());
        return ResultReport.of(System.out, json, told -> {
            try (Session session = new Session(platform)) {
                CandidateSource source = options.source(session, filter, preparation);
                if (dryRun) {
                    source.forEach(options.limit(), new Dry(preparation, told)::add, told);
                } else {
                    send(session, preparation, source, told);
                }
            }
        });
    }

    private void send(Session session, Preparation preparation, CandidateSource source, Consumer<Result> told)
            throws InterruptedException {
        try (OperatorTransactions transactions = OperatorTransactions.open(session.client(), session.reader());
                TopicReader own = new TopicReader(session.client())) {
            Replay replay = new Replay(
                    transactions, own, Session.VALIDATOR, act(), preparation, options.timeout(), options.rate(), told);
            source.forEach(options.limit(), replay::add, told);
            replay.flush();
        }
    }

    private Act act() {
        Map<String, String> filtered = new java.util.LinkedHashMap<>(filter.describe());
        Optional.ofNullable(options.describeSource()).ifPresent(file -> filtered.put("from", file));
        options.corrected().ifPresent(columns -> filtered.put("set", columns));
        return new Act("replay", operator.name(), operator.reason(), filtered, "", 0, List.of());
    }
}
