package dev.healthdata.records.table;

import dev.healthdata.records.constraint.IsoDate;
import dev.healthdata.records.constraint.MaxLength;
import dev.healthdata.records.constraint.NotBefore;
import dev.healthdata.records.constraint.Required;
import dev.healthdata.records.constraint.Twins;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a table's description from the record that describes it, and makes such records. */
final class RowType {
    private final Class<? extends Record> type;
    private final List<Field> fields;
    private final MethodHandle constructor;
    private final Map<String, Integer> indexByComponent = new HashMap<>();

    RowType(Class<? extends Record> type) {
        if (!type.isAnnotationPresent(TableName.class)) {
            throw new IllegalArgumentException(type.getName() + " has no @TableName");
        }
        this.type = type;
        this.fields = Arrays.stream(type.getRecordComponents())
                .map(component -> field(type, component))
                .toList();
        for (int i = 0; i < fields.size(); i++) {
            indexByComponent.put(fields.get(i).getName(), i);
        }
        this.constructor = constructor(type, fields.size());
    }

    String table() {
        return type.getAnnotation(TableName.class).value();
    }

    List<Column> columns() {
        return fields.stream().map(RowType::column).toList();
    }

    List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            RefersTo refersTo = fields.get(i).getAnnotation(RefersTo.class);
            if (refersTo != null) {
                references.add(new Reference(columnName(fields.get(i)), i, refersTo.value()));
            }
        }
        return List.copyOf(references);
    }

    List<Comparison> comparisons() {
        List<String> referring = references().stream().map(Reference::column).toList();
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            NotBefore notBefore = fields.get(i).getAnnotation(NotBefore.class);
            if (notBefore == null) {
                continue;
            }
            int reference = referring.indexOf(notBefore.reference());
            if (reference < 0) {
                throw new IllegalArgumentException(
                        type.getName() + ": @NotBefore names " + notBefore.reference() + ", which refers to no table");
            }
            comparisons.add(new Comparison(notBefore.check(), i, reference, notBefore.column()));
        }
        return List.copyOf(comparisons);
    }

    List<TwinCheck> twins() {
        List<Reference> references = references();
        List<TwinCheck> twins = new ArrayList<>();
        for (int i = 0; i < references.size(); i++) {
            Twins annotation = fields.get(references.get(i).index()).getAnnotation(Twins.class);
            if (annotation != null) {
                List<Integer> columns =
                        Arrays.stream(annotation.with()).map(this::placeOf).toList();
                twins.add(new TwinCheck(annotation.check(), i, columns));
            }
        }
        return List.copyOf(twins);
    }

    private int placeOf(String column) {
        Integer place = indexByColumn().get(column);
        if (place == null) {
            throw new IllegalArgumentException(type.getName() + ": @Twins names " + column + ", which is no column");
        }
        return place;
    }

    /** The annotations of a column, in the order in which they are written. */
    List<Annotation> annotations(int column) {
        return List.of(fields.get(column).getAnnotations());
    }

    Map<String, Integer> indexByColumn() {
        Map<String, Integer> byColumn = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            byColumn.put(columnName(fields.get(i)), i);
        }
        return Map.copyOf(byColumn);
    }

    int columnOf(String component) {
        return indexByComponent.get(component);
    }

    @SuppressWarnings("ThrowSpecificity") // invokeExact declares Throwable; a record's constructor throws nothing
    Record newRow(List<String> values) {
        try {
            return (Record) constructor.invokeExact((Object[]) values.toArray(new String[0]));
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "cannot make a " + type.getSimpleName() + " of " + values.size() + " values", e);
        }
    }

    private static Field field(Class<? extends Record> type, RecordComponent component) {
        if (component.getType() != String.class) {
            throw new IllegalArgumentException(type.getName() + "." + component.getName() + " is not text");
        }
        try {
            return type.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle constructor(Class<? extends Record> type, int components) {
        Class<?>[] texts = new Class<?>[components];
        Arrays.fill(texts, String.class);
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(type, MethodType.methodType(void.class, texts))
                    .asSpreader(Object[].class, components)
                    .asType(MethodType.methodType(Record.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " is not public", e);
        }
    }

    private static Column column(Field field) {
        MaxLength maxLength = field.getAnnotation(MaxLength.class);
        return new Column(
                columnName(field),
                field.isAnnotationPresent(IsoDate.class) ? Column.Type.DATE : Column.Type.TEXT,
                maxLength == null ? Column.UNBOUNDED : maxLength.value(),
                field.isAnnotationPresent(Required.class));
    }

    /** {@code bloodGroup} is {@code blood_group}. */
    private static String columnName(Field field) {
        return field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
