package dev.healthdata.records.table;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A table: the one description that producer, validator, sink and analytics work from. */
public final class Table {
    private final String name;
    private final List<Column> columns;
    private final List<String> columnNames;
    private final List<Reference> references;
    private final List<Comparison> comparisons;
    private final List<TwinCheck> twins;
    private final RowType rowType;
    private final Map<String, Integer> indexByColumn;

    private Table(RowType rowType) {
        this.name = rowType.table();
        this.columns = rowType.columns();
        this.columnNames = columns.stream().map(Column::name).toList();
        this.references = rowType.references();
        this.comparisons = rowType.comparisons();
        this.twins = rowType.twins();
        this.rowType = rowType;
        this.indexByColumn = rowType.indexByColumn();
    }

    /**
     * Reads the descriptor of a table.
     *
     * @param type a record with {@link TableName}, all of its components text
     * @throws IllegalArgumentException if it is not
     */
    public static Table of(Class<? extends Record> type) {
        return new Table(new RowType(type));
    }

    /** As in the database, {@code lab_reports}. */
    public String name() {
        return name;
    }

    /** In the order of the CSV header; the first is the id. */
    public List<Column> columns() {
        return columns;
    }

    /** The same, by name. */
    public List<String> columnNames() {
        return columnNames;
    }

    public Column idColumn() {
        return columns.get(0);
    }

    /** The columns that refer to other tables, in the order of the columns. */
    public List<Reference> references() {
        return references;
    }

    /** What is compared with rows that are referred to, in the order of the columns. */
    public List<Comparison> comparisons() {
        return comparisons;
    }

    /** What makes two rows look like one, in the order of the references. */
    public List<TwinCheck> twins() {
        return twins;
    }

    /** The annotations of a column: where its rules are read from. */
    public List<Annotation> annotations(int column) {
        return rowType.annotations(column);
    }

    /** Where CSV rows arrive, as text. */
    public String rawTopic() {
        return "raw-" + nameInTopics();
    }

    /** Rows that the rules passed and whose references are stored. */
    public String cleanTopic() {
        return "clean-" + nameInTopics();
    }

    /** Rows that are not clean, each with its reasons. */
    public String deadLetterTopic() {
        return "dead-letter-" + nameInTopics();
    }

    /** Hyphens, because Kafka's metrics cannot tell dots from underscores. */
    public String nameInTopics() {
        return name.replace('_', '-');
    }

    /** The place of a column, by its exact name. */
    public OptionalInt indexOf(String column) {
        Integer index = indexByColumn.get(column);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The place of the column that a component of the row's record stands for. */
    public int columnOfComponent(String component) {
        return rowType.columnOf(component);
    }

    Record newRow(List<String> values) {
        return rowType.newRow(values);
    }

    @Override
    public String toString() {
        return name;
    }
}
