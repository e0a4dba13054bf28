package dev.healthdata.platform.deadletters.letter;

import dev.healthdata.platform.cli.TableName;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Table;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options by which an operator says which dead letters are meant; all of them must hold. */
public final class LetterFilter {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--table", paramLabel = "TABLE", converter = TableName.class, description = "of this table")
    private Table table;

    @Option(names = "--stage", paramLabel = "STAGE", description = "CSV, DECODE, VALIDATE, REFERENCE or SINK")
    private String stage;

    @Option(names = "--rule", paramLabel = "RULE", description = "that break this rule; visits.* means all of a table")
    private String rule;

    @Option(names = "--file", paramLabel = "NAME", description = "of rows of this file")
    private String file;

    @Option(names = "--id", paramLabel = "ID", description = "of the row with this id or key")
    private String id;

    @Option(names = "--since", paramLabel = "TIME", description = "that came since then: " + Since.EXAMPLES)
    private String since;

    /** The tables that are meant, parents first. */
    public List<Table> tables() {
        return table == null ? Tables.all() : List.of(table);
    }

    /**
     * What to ask of each letter.
     *
     * @throws ParameterException if an option cannot be understood
     */
    public java.util.function.Predicate<OpenLetter> toPredicate() {
        List<Table> tables = tables();
        Stage wanted = stage();
        Instant from = since == null ? Instant.MIN : instant(since);
        return letter -> tables.contains(letter.table())
                && (wanted == null || letter.why().stage() == wanted)
                && (rule == null || letter.why().violations().stream().anyMatch(this::breaks))
                && (file == null
                        || letter.source()
                                .filter(source -> source.file().equals(file))
                                .isPresent())
                && (id == null || letter.isOf(id))
                && !letter.lastSeen().isBefore(from);
    }

    /** As it is written into the log of what operators did. */
    public Map<String, String> describe() {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("table", table == null ? null : table.name());
        given.put("stage", stage);
        given.put("rule", rule);
        given.put("file", file);
        given.put("id", id);
        given.put("since", since);
        given.values().removeIf(text -> text == null);
        return given;
    }

    private boolean breaks(Violation violation) {
        return rule.endsWith("*")
                ? violation.rule().startsWith(rule.substring(0, rule.length() - 1))
                : violation.rule().equals(rule);
    }

    private Stage stage() {
        try {
            return stage == null ? null : Stage.valueOf(stage.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong("--stage: is CSV, DECODE, VALIDATE, REFERENCE or SINK, not " + stage);
        }
    }

    private Instant instant(String text) {
        try {
            return Since.parse(text, Instant.now(), ZoneId.systemDefault());
        } catch (DateTimeException e) {
            throw wrong("--since: is like " + Since.EXAMPLES + ", not '" + text + "'");
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
