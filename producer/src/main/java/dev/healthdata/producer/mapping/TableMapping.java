package dev.healthdata.producer.mapping;

import dev.healthdata.records.table.Table;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How files become rows of a table.
 *
 * @param files pattern of their names, in lower case
 * @param conditions all of which a row must meet
 * @param values of the table's columns, in their order
 */
record TableMapping(Table table, String files, List<Condition> conditions, List<Expression> values) {
    TableMapping {
        conditions = List.copyOf(conditions);
        values = List.copyOf(values);
    }

    boolean takes(String fileName) {
        return FileSystems.getDefault()
                .getPathMatcher("glob:" + files)
                .matches(Path.of(fileName.toLowerCase(Locale.ROOT)));
    }

    /** The columns of the file that are read, each once, in lower case. */
    List<String> columns() {
        return Stream.concat(
                        conditions.stream().map(Condition::column),
                        values.stream().flatMap(Expression::columns))
                .distinct()
                .toList();
    }

    Stream<Expression.Lookup> lookups() {
        return values.stream().filter(Expression.Lookup.class::isInstance).map(Expression.Lookup.class::cast);
    }

    /**
     * What makes its rows what they are, in a form that only changes when they do: neither names of files nor the order in
     * which things are written are part of it.
     */
    String canonical() {
        String what = values.stream().map(Expression::canonical).collect(Collectors.joining(";"));
        return table.name() + "?" + when() + "=" + what;
    }

    /** Which rows of a content it takes, and what their ids are: another mapping of the same way makes the same rows anew. */
    String way() {
        Expression id = values.get(table.columns().indexOf(table.idColumn()));
        return table.name() + "?" + when() + "=" + id.canonical();
    }

    private String when() {
        return conditions.stream().map(Condition::canonical).sorted().collect(Collectors.joining(";"));
    }
}
