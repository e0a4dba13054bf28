package dev.healthdata.platform.deadletters;

import dev.healthdata.platform.deadletters.letter.LetterFilter;
import dev.healthdata.platform.deadletters.replay.Preparation;
import dev.healthdata.platform.deadletters.sheet.SheetReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.table.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which rows are sent again, what is changed in them, and how. */
final class ReplayOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "the rows of a repaired export; several times for several")
    private List<Path> from = List.of();

    @Option(
            names = "--set",
            paramLabel = "COLUMN=VALUE",
            description = "put this into every row; may be given several times")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--rate", paramLabel = "ROWS", defaultValue = "0", description = "at most so many rows per second")
    private long rate;

    @Option(names = "--limit", paramLabel = "ROWS", defaultValue = "0", description = "at most so many rows")
    private long limit;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            defaultValue = "10",
            description = "leave rows that were found unfit as often, which guards against loops (default: 10)")
    private int maxAttempts;

    @Option(names = "--rules", paramLabel = "FILE", description = "the file of the validator's --rules, to judge alike")
    private Path rules;

    @Option(names = "--no-wait", description = "do not wait for what becomes of the rows")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "give up when nothing was heard of any row for so long (default: 120)")
    private long timeoutSeconds;

    /** @param tables that are meant */
    Preparation preparation(List<Table> tables) {
        List<String> problems = new ArrayList<>();
        set.keySet().forEach(column -> check(column, tables, problems));
        if (rate < 0 || limit < 0 || timeoutSeconds < 1 || maxAttempts < 1) {
            problems.add("--rate and --limit: must not be negative; --timeout and --max-attempts: must be at least 1");
        }
        Severities severities = Severities.ofFile("--rules", rules, problems);
        if (!problems.isEmpty()) {
            throw wrong(String.join("; ", problems));
        }
        return new Preparation(set, new RowRules(Clock.system(ZoneId.systemDefault()), severities), maxAttempts);
    }

    CandidateSource source(Session session, LetterFilter filter, Preparation preparation) {
        if (from.isEmpty()) {
            return CandidateSource.letters(session, filter, preparation);
        }
        try {
            List<SheetReader> files = from.stream()
                    .map(SheetReader::open)
                    .sorted(Comparator.comparingInt(file -> Tables.all().indexOf(file.table())))
                    .toList();
            return CandidateSource.files(files, session, filter, preparation);
        } catch (IllegalArgumentException e) {
            throw wrong("--from: " + e.getMessage());
        }
    }

    long limit() {
        return limit;
    }

    long rate() {
        return rate;
    }

    /** Empty if nobody waits. */
    Optional<Duration> timeout() {
        return noWait ? Optional.empty() : Optional.of(Duration.ofSeconds(timeoutSeconds));
    }

    /** The names of repaired files; null if there are none. */
    String describeSource() {
        return from.isEmpty()
                ? null
                : from.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(","));
    }

    /** The columns that --set changes, not the values. */
    Optional<String> corrected() {
        return set.isEmpty() ? Optional.empty() : Optional.of(String.join(",", set.keySet()));
    }

    private static void check(String column, List<Table> tables, List<String> problems) {
        for (Table table : tables) {
            if (table.indexOf(column).isEmpty()) {
                problems.add("--set: " + table + " has no column " + column
                        + (tables.size() > 1 ? "; name one table with --table" : ""));
                return;
            }
            if (table.idColumn().name().equals(column)) {
                problems.add("--set: " + column + " is the id, which two rows cannot share; repair it with --from");
                return;
            }
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
