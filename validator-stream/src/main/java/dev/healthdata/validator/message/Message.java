package dev.healthdata.validator.message;

import java.util.List;

/** What leaves a processor. The key of its record is a row's id, or empty for batches, which name their partition. */
public sealed interface Message {
    /** The value of a clean record, or of a dead letter, or null to close one. Patient data. */
    final class Row implements Message {
        private final Destination destination;
        private final byte[] value;

        public Row(Destination destination, byte[] value) {
            this.destination = destination;
            this.value = value;
        }

        public Destination destination() {
            return destination;
        }

        /** Null closes a dead letter. */
        public byte[] value() {
            return value;
        }
    }

    /** The two topics of a table that rows end in. */
    enum Destination {
        CLEAN,
        DEAD_LETTER
    }

    /** These rows are clean now: whoever refers to them may be answered. */
    record Known(List<Row> rows) implements Message {
        public Known {
            rows = List.copyOf(rows);
        }

        /** A clean row, and what of it rows that refer to it are compared with. */
        public record Row(String id, long version, Days days) {}
    }

    /** Goes to one partition of another table. */
    sealed interface Batch extends Message {
        /** The name of the table that it goes to. */
        String table();

        int partition();

        /** The partition that it comes from. */
        int from();

        /** Whether it stays in the task that it comes from: a task has the same partition of all tables. */
        default boolean isLocal() {
            return partition() == from();
        }
    }

    /**
     * Are these rows there?
     *
     * @param table that is asked
     * @param partition of it
     * @param child the table that asks
     * @param from the partition of it where the answers go
     */
    record Questions(String table, int partition, String child, int from, List<Question> all) implements Batch {
        public Questions {
            all = List.copyOf(all);
        }

        /** Back to where they came from. */
        public Answers answered(List<Answer> answers) {
            return new Answers(child, /* partition= */ from, /* from= */ partition, answers);
        }
    }

    /**
     * What is known of rows that were asked about.
     *
     * @param table that asked
     * @param partition of it
     * @param from the partition of the table that answers
     */
    record Answers(String table, int partition, int from, List<Answer> all) implements Batch {
        public Answers {
            all = List.copyOf(all);
        }
    }
}
