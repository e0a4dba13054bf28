package dev.healthdata.validator.reference;

import dev.healthdata.validator.binary.BinaryReader;
import dev.healthdata.validator.binary.BinaryWriter;
import dev.healthdata.validator.message.Question;
import dev.healthdata.validator.store.Keys;

/**
 * A row that asked about a row that is not there.
 *
 * @param child the name of its table
 * @param question its latest; older versions do not ask any more
 * @param twin whether a row of another id that asked before looks like it
 * @param deadline when the grace period is over, in milliseconds
 * @param reported whether it has been told so
 */
record Asker(String child, Question question, boolean twin, long deadline, boolean reported) {
    private static final byte FORMAT = 1;
    private static final int VALUE_BYTES = 19;

    /** All askers for one parent have this in front; lengths keep ids from running into each other. */
    static byte[] prefix(String parentId) {
        return new BinaryWriter(Integer.BYTES + parentId.length())
                .putText(parentId)
                .toBytes();
    }

    /** Behind the keys of all askers for one parent: each goes on with the length of a text, whose first byte is 0. */
    static byte[] behindAll(String parentId) {
        byte[] end = Keys.after(prefix(parentId));
        end[end.length - 1] = -1;
        return end;
    }

    /** In a key: the id of the row that it asks about. */
    static byte[] parentId(byte[] key) {
        return new BinaryReader(key).getBytes();
    }

    byte[] key() {
        return new BinaryWriter(64)
                .putText(question.parentId())
                .putText(child)
                .putByte(question.reference())
                .putText(question.childId())
                .toBytes();
    }

    byte[] value() {
        return new BinaryWriter(VALUE_BYTES)
                .putByte(FORMAT)
                .putLong(question.version())
                .putLong(deadline)
                .putByte(reported ? 1 : 0)
                .putByte(twin ? 1 : 0)
                .toBytes();
    }

    static Asker decode(byte[] key, byte[] value) {
        BinaryReader name = new BinaryReader(key);
        String parentId = name.getText();
        String child = name.getText();
        byte reference = name.getByte();
        String childId = name.getText();
        BinaryReader in = new BinaryReader(value).expectFormat(FORMAT, "an asker");
        long version = in.getLong();
        long deadline = in.getLong();
        boolean reported = in.getByte() == 1;
        Question question = new Question(childId, version, reference, parentId, "");
        return new Asker(child, question, in.getByte() == 1, deadline, reported);
    }

    /** Whether it is the same version of its row as an earlier one that has not been told anything. */
    boolean isStill(Asker earlier) {
        return !earlier.reported && earlier.question.version() == question.version();
    }

    Asker withinGraceOf(Asker earlier) {
        return dueAt(Math.min(deadline, earlier.deadline));
    }

    Asker dueAt(long time) {
        return new Asker(child, question, twin, time, reported);
    }

    Asker asReported() {
        return new Asker(child, question, twin, deadline, true);
    }
}
