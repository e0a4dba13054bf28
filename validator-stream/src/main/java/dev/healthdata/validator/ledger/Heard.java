package dev.healthdata.validator.ledger;

import java.util.HashMap;
import java.util.Map;

/**
 * Which references of rows that still wait for others have been answered. It is not stored: to write the row again after
 * each of its answers cost more than all else that is done with it. After a restart these rows ask again.
 */
final class Heard {
    private final Map<String, Answered> byId = new HashMap<>();

    /** The bits of the references of this version of a row that were answered. */
    int of(String id, long version) {
        Answered answered = byId.get(id);
        return answered != null && answered.version() == version ? answered.references() : 0;
    }

    /** What the comparisons with the rows of these answers found. */
    int broken(String id, long version) {
        Answered answered = byId.get(id);
        return answered != null && answered.version() == version ? answered.broken() : 0;
    }

    void add(String id, long version, int reference, int broken) {
        byId.put(id, new Answered(version, of(id, version) | reference, broken(id, version) | broken));
    }

    void forget(String id) {
        byId.remove(id);
    }

    private record Answered(long version, int references, int broken) {}
}
