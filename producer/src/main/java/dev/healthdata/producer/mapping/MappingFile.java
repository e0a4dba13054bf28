package dev.healthdata.producer.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping as it is written. */
final class MappingFile {
    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("table", "file", "where", "columns"));
    private static final Mark NOWHERE = null;

    private final Path file;

    MappingFile(Path file) {
        this.file = file;
    }

    Optional<Mapping> read(List<String> all) {
        Problems problems = new Problems(file.toString(), all);
        List<TableMapping> tables = new ArrayList<>();
        try (Reader text = Files.newBufferedReader(file, UTF_8)) {
            Node root = new Yaml(new LoaderOptions()).compose(text);
            if (root == null) {
                problems.at(NOWHERE, "is empty: it begins with 'tables:'");
            } else {
                YamlObject.of(root, "a mapping", problems).ifPresent(object -> tables(object, tables, problems));
            }
        } catch (MarkedYAMLException e) {
            problems.at(e.getProblemMark(), "is no YAML here: " + e.getProblem());
        } catch (IOException | YAMLException e) {
            problems.at(NOWHERE, "cannot be read as YAML (" + e.getClass().getSimpleName() + ")");
        }
        return problems.none() ? Optional.of(new Mapping(List.copyOf(tables))) : Optional.empty();
    }

    private static void tables(YamlObject root, List<TableMapping> tables, Problems problems) {
        root.allow(Set.of("tables"));
        if (!(root.value("tables") instanceof SequenceNode list)
                || list.getValue().isEmpty()) {
            problems.at(root.node(), "tables is a list with an entry for each table: '- table: patients' …");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Node entry : list.getValue()) {
            YamlObject.of(entry, "an entry of tables", problems)
                    .flatMap(object -> table(object, problems))
                    .ifPresent(mapping -> {
                        if (!seen.add(mapping.table() + " " + mapping.files())) {
                            problems.at(entry, "there is another entry for the same table and file");
                        }
                        tables.add(mapping);
                    });
        }
    }

    /** Looks at all of it even where something is wrong. */
    private static Optional<TableMapping> table(YamlObject entry, Problems problems) {
        entry.allow(KEYS);
        Optional<Table> table = entry.text("table").flatMap(name -> {
            Optional<Table> known = Tables.find(name);
            if (known.isEmpty()) {
                problems.at(entry.value("table"), "there is no table " + name + ", only " + names());
            }
            return known;
        });
        Optional<String> files = entry.text("file").flatMap(pattern -> pattern(entry.value("file"), pattern, problems));
        List<Condition> conditions = conditions(entry, problems);
        Optional<YamlObject> columns = columns(entry, problems);
        if (table.isEmpty() || columns.isEmpty()) {
            ExpressionReader reader = new ExpressionReader(problems);
            columns.ifPresent(known -> known.keys().forEach(name -> reader.read(known.value(name))));
            return Optional.empty();
        }
        List<Expression> values = values(table.get(), columns.get(), problems);
        return files.isPresent() && values.size() == table.get().columns().size()
                ? Optional.of(new TableMapping(table.get(), files.get(), conditions, values))
                : Optional.empty();
    }

    private static Optional<String> pattern(Node node, String pattern, Problems problems) {
        try {
            String files = pattern.strip().toLowerCase(Locale.ROOT);
            FileSystems.getDefault().getPathMatcher("glob:" + files);
            return Optional.of(files);
        } catch (PatternSyntaxException e) {
            problems.at(node, "file is a name or a pattern like encounters*.csv: " + e.getDescription());
            return Optional.empty();
        }
    }

    private static List<Condition> conditions(YamlObject entry, Problems problems) {
        List<Condition> conditions = new ArrayList<>();
        if (entry.has("where")) {
            YamlObject.of(entry.value("where"), "where", problems).ifPresent(where -> where.keys()
                    .forEach(column -> conditions.add(
                            new Condition(ExpressionReader.column(column), new HashSet<>(where.texts(column))))));
        }
        return conditions;
    }

    private static Optional<YamlObject> columns(YamlObject entry, Problems problems) {
        if (!entry.has("columns")) {
            problems.at(entry.node(), "columns is missing");
            return Optional.empty();
        }
        return YamlObject.of(entry.value("columns"), "columns", problems);
    }

    private static List<Expression> values(Table table, YamlObject columns, Problems problems) {
        List<String> known = table.columnNames();
        columns.keys().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.at(
                        columns.key(name), table + " has no column " + name + ", only " + String.join(", ", known)));
        List<Expression> values = new ArrayList<>();
        for (String name : known) {
            if (columns.has(name)) {
                new ExpressionReader(problems).read(columns.value(name)).ifPresent(values::add);
            } else {
                problems.at(
                        columns.node(),
                        "the column " + name + " of " + table + " is missing; '" + name
                                + ": {constant: \"\"}' leaves it empty");
            }
        }
        return values;
    }

    private static String names() {
        return Tables.all().stream().map(Table::name).collect(Collectors.joining(", "));
    }
}
