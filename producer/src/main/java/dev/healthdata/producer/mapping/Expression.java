package dev.healthdata.producer.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How the value of one column is made. Never fails: what cannot be made sense of is left for the rules to reject. */
sealed interface Expression
        permits Expression.Source,
                Expression.Constant,
                Expression.FirstOf,
                Expression.Lookup,
                Template,
                DatePart,
                HashId {
    /** Of the file, in lower case. */
    Stream<String> columns();

    /** Never null; empty where there is none. */
    String value(SourceRow row, Lookups lookups);

    /** The same for what gives the same values. */
    String canonical();

    /** A column as it stands. */
    record Source(String column) implements Expression {
        @Override
        public Stream<String> columns() {
            return Stream.of(column);
        }

        @Override
        public String value(SourceRow row, Lookups lookups) {
            return row.get(column);
        }

        @Override
        public String canonical() {
            return Canonical.of("column", column);
        }
    }

    /** The same for all rows. */
    record Constant(String text) implements Expression {
        @Override
        public Stream<String> columns() {
            return Stream.empty();
        }

        @Override
        public String value(SourceRow row, Lookups lookups) {
            return text;
        }

        @Override
        public String canonical() {
            return Canonical.of("constant", text);
        }
    }

    /** The first of the columns that is not blank. */
    record FirstOf(List<String> candidates) implements Expression {
        @Override
        public Stream<String> columns() {
            return candidates.stream();
        }

        @Override
        public String value(SourceRow row, Lookups lookups) {
            for (String candidate : candidates) {
                String value = row.get(candidate);
                if (!value.isBlank()) {
                    return value;
                }
            }
            return "";
        }

        @Override
        public String canonical() {
            return Canonical.of("first", candidates);
        }
    }

    /**
     * What another file says of a value; empty where it says nothing.
     *
     * @param column whose value is looked up
     * @param file that lies beside the one that is read, or beside it as {@code .gz}
     * @param key the column there in which the value is found, in lower case
     * @param answer the column there that is taken, in lower case
     */
    record Lookup(String column, String file, String key, String answer) implements Expression {
        @Override
        public Stream<String> columns() {
            return Stream.of(column);
        }

        @Override
        public String value(SourceRow row, Lookups lookups) {
            Map<String, String> answers = lookups.of(this);
            return Optional.ofNullable(answers.get(row.get(column).strip())).orElse("");
        }

        @Override
        public String canonical() {
            return Canonical.of("lookup", column, key, answer);
        }
    }
}
