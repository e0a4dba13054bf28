package dev.healthdata.validator.known;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.validator.binary.BinaryWriter;
import dev.healthdata.validator.message.Question;
import dev.healthdata.validator.store.SparseStore;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which row was the first to ask about a row and have certain values. One that was corrected since stays the first of its
 * old values: twins are suspected, not proven.
 */
final class TwinRows {
    private final Optional<SparseStore> store;

    TwinRows(Optional<SparseStore> store) {
        this.store = store;
    }

    /** Whether a row of another id with the same values asked before. */
    boolean isTwin(String child, Question question) {
        if (store.isEmpty() || question.twin().isEmpty()) {
            return false;
        }
        byte[] id = question.childId().getBytes(UTF_8);
        byte[] first = store.get().putIfAbsent(key(child, question), id);
        return first != null && !Arrays.equals(first, id);
    }

    private static byte[] key(String child, Question question) {
        return new BinaryWriter(64)
                .putText(question.parentId())
                .putText(child)
                .putByte(question.reference())
                .putText(question.twin())
                .toBytes();
    }
}
