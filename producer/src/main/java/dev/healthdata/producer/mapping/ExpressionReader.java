package dev.healthdata.producer.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** How a column is made, as it is written: a column of the file, or an object whose first key says what it is. */
final class ExpressionReader {
    /** What each kind needs or may have besides. */
    private static final Map<String, List<String>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("template", List.of());
        KINDS.put("constant", List.of());
        KINDS.put("first", List.of());
        KINDS.put("date", List.of("zone", "format"));
        KINDS.put("lookup", List.of("in", "key", "value"));
        KINDS.put("hash", List.of());
    }

    private final Problems problems;

    ExpressionReader(Problems problems) {
        this.problems = problems;
    }

    /** As names of columns are compared. */
    static String column(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Empty if something is wrong, which is reported. */
    Optional<Expression> read(Node node) {
        if (node instanceof ScalarNode scalar) {
            return source(scalar);
        }
        return YamlObject.of(node, "a column's value", problems).flatMap(this::read);
    }

    private Optional<Expression> source(ScalarNode scalar) {
        String name = column(scalar.getValue());
        if (name.isEmpty()) {
            problems.at(scalar, "names no column of the file; {constant: \"\"} leaves the column empty");
            return Optional.empty();
        }
        if (name.contains("{")) {
            problems.at(scalar, "looks like a template: write {template: \"…\"}");
            return Optional.empty();
        }
        return Optional.of(new Expression.Source(name));
    }

    private Optional<Expression> read(YamlObject object) {
        Set<String> kinds = new LinkedHashSet<>(object.keys());
        kinds.retainAll(KINDS.keySet());
        if (kinds.size() != 1) {
            problems.at(
                    object.node(),
                    "is made in one way of " + String.join(", ", KINDS.keySet())
                            + (kinds.isEmpty() ? "" : ", not " + String.join(" and ", kinds)));
            return Optional.empty();
        }
        String kind = kinds.iterator().next();
        Set<String> allowed = new LinkedHashSet<>(List.of(kind));
        allowed.addAll(KINDS.get(kind));
        object.allow(allowed);
        return switch (kind) {
            case "template" -> object.text(kind).flatMap(text -> template(object, text));
            case "constant" -> object.text(kind).map(Expression.Constant::new);
            case "first" -> columns(object, kind).map(Expression.FirstOf::new);
            case "hash" -> columns(object, kind).map(HashId::new);
            case "date" -> date(object);
            default -> lookup(object);
        };
    }

    private Optional<Expression> template(YamlObject object, String text) {
        try {
            return Optional.of(Template.of(text));
        } catch (IllegalArgumentException e) {
            problems.at(object.value("template"), "the template " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<List<String>> columns(YamlObject object, String kind) {
        List<String> columns =
                object.texts(kind).stream().map(ExpressionReader::column).toList();
        return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
    }

    private Optional<Expression> date(YamlObject object) {
        Optional<String> column = object.text("date").map(ExpressionReader::column);
        Optional<ZoneId> zone = object.text("zone").flatMap(name -> zone(object, name));
        Optional<String> format = object.textIfThere("format");
        if (column.isEmpty() || zone.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DatePart(column.get(), zone.get(), format));
        } catch (IllegalArgumentException e) {
            problems.at(object.value("format"), "format is no pattern like \"dd/MM/yyyy HH:mm\"");
            return Optional.empty();
        }
    }

    private Optional<ZoneId> zone(YamlObject object, String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            problems.at(object.value("zone"), "there is no time zone " + name + "; UTC and Europe/Paris are some");
            return Optional.empty();
        }
    }

    private Optional<Expression> lookup(YamlObject object) {
        Optional<String> column = object.text("lookup").map(ExpressionReader::column);
        Optional<String> file = object.text("in").flatMap(name -> fileName(object, name));
        Optional<String> key = object.text("key").map(ExpressionReader::column);
        Optional<String> answer = object.text("value").map(ExpressionReader::column);
        return column.isPresent() && file.isPresent() && key.isPresent() && answer.isPresent()
                ? Optional.of(new Expression.Lookup(column.get(), file.get(), key.get(), answer.get()))
                : Optional.empty();
    }

    private Optional<String> fileName(YamlObject object, String name) {
        if (name.isBlank() || name.contains("/") || name.contains("\\")) {
            problems.at(object.value("in"), "in is the name of a file that lies beside the one that is read");
            return Optional.empty();
        }
        return Optional.of(name.strip());
    }
}
