package dev.healthdata.validator.reference;

import dev.healthdata.validator.store.Keys;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Rows that have come since others asked about them. The askers stay in their store until they are answered, so nothing of this
 * is stored; and as any number of rows may ask about one doctor, they are not held here either.
 */
final class Unanswered {
    private final Askers askers;
    private final Deque<String> parentIds = new ArrayDeque<>();
    /** Where the askers of the first one go on; null if none of them has been taken. */
    private byte[] next;

    private int size;

    Unanswered(Askers askers) {
        this.askers = askers;
    }

    /** @return how many ask about it */
    int add(String parentId) {
        int more = askers.count(parentId);
        if (more > 0) {
            parentIds.add(parentId);
            size += more;
        }
        return more;
    }

    boolean isEmpty() {
        return parentIds.isEmpty();
    }

    /** How many there are to be answered; some may have been since, in another way. */
    int size() {
        return size;
    }

    /** The next of them; whoever takes them removes them from their store. */
    List<Asker> take(int limit) {
        List<Asker> taken = new ArrayList<>();
        while (taken.size() < limit && !isEmpty()) {
            String parentId = parentIds.element();
            byte[] from = next == null ? Asker.prefix(parentId) : next;
            List<Asker> some = askers.about(parentId, from, limit - taken.size());
            taken.addAll(some);
            if (taken.size() < limit) {
                parentIds.remove();
                next = null;
            } else {
                next = Keys.after(taken.get(limit - 1).key());
            }
        }
        size = isEmpty() ? 0 : size - taken.size();
        return taken;
    }
}
