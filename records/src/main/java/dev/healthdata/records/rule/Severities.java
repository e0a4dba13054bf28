package dev.healthdata.records.rule;

import dev.healthdata.records.constraint.Severity;
import dev.healthdata.records.process.PropertiesFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What breaking each rule does: as the catalogue says, or as the configuration has it. */
public final class Severities {
    /** In front of a rule's id in a configuration. */
    public static final String PREFIX = "rules.";

    private static final Severities DEFAULTS = new Severities(Map.of());

    private final Map<String, Severity> changed;

    private Severities(Map<String, Severity> changed) {
        this.changed = Map.copyOf(changed);
    }

    /** As the catalogue says. */
    public static Severities defaults() {
        return DEFAULTS;
    }

    /**
     * With the changes of a configuration.
     *
     * @param properties {@code rules.<id>} to {@code reject}, {@code warn} or {@code off}
     * @param problems is told what is wrong with them, each on its key
     */
    public static Severities of(Map<String, String> properties, List<String> problems) {
        Map<String, Severity> changed = new HashMap<>();
        new TreeMap<>(properties).forEach((key, value) -> {
            List<String> wrong = problems(key, value);
            if (wrong.isEmpty()) {
                changed.put(
                        key.substring(PREFIX.length()),
                        Severity.named(value.strip()).orElseThrow());
            }
            problems.addAll(wrong);
        });
        return new Severities(changed);
    }

    /**
     * With the changes of a file of properties.
     *
     * @param option that names the file, for the problems
     * @param file null for no changes
     */
    public static Severities ofFile(String option, Path file, List<String> problems) {
        if (file == null) {
            return DEFAULTS;
        }
        List<String> unreadable = new ArrayList<>();
        Map<String, String> properties = PropertiesFile.read(
                file,
                e -> unreadable.add(
                        option + ": cannot read " + file + " (" + e.getClass().getSimpleName() + ")"));
        problems.addAll(unreadable);
        return unreadable.isEmpty() ? of(properties, problems) : DEFAULTS;
    }

    Severity of(String rule, Severity otherwise) {
        return changed.getOrDefault(rule, otherwise);
    }

    /** @throws IllegalArgumentException if there is no such rule */
    public Severity of(String rule) {
        Severity severity = RuleCatalog.find(rule)
                .map(Rule::severity)
                .orElseThrow(() -> new IllegalArgumentException("no rule " + rule));
        return of(rule, severity);
    }

    private static List<String> problems(String key, String value) {
        if (!key.startsWith(PREFIX)) {
            return List.of(key + ": is no rule's severity; those begin with " + PREFIX);
        }
        Optional<Rule> rule = RuleCatalog.find(key.substring(PREFIX.length()));
        Optional<Severity> severity = Severity.named(value.strip());
        List<String> problems = new ArrayList<>();
        if (rule.isEmpty()) {
            problems.add(key + ": there is no such rule; docs/rules.md lists them");
        }
        if (severity.isEmpty()) {
            problems.add(key + ": is reject, warn or off");
        } else if (rule.isPresent() && rule.get().firm() && severity.get() != Severity.REJECT) {
            problems.add(key + ": cannot be changed, since a row that breaks it could not be stored");
        }
        return problems;
    }
}
