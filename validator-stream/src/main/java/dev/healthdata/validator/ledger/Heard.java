package dev.healthdata.validator.ledger;

import java.util.HashMap;
import java.util.Map;

/**
 * Which references of rows that still wait for others have been answered. It is not stored: to write the row again after
 * each of its answers cost more than all else that is done with it. After a restart these rows ask again.
 */
final class Heard {
    private final Map<String, Answered> byId = new HashMap<>();

    /** The row as it is after the answers to this version of it. */
    WaitingRow addedTo(WaitingRow row, String id) {
        Answered answered = byId.get(id);
        return answered == null || answered.version() != row.version()
                ? row
                : row.withAnswers(answered.missing(), answered.broken());
    }

    /** @param row after an answer */
    void put(String id, WaitingRow row) {
        byId.put(id, new Answered(row.version(), row.missing(), row.appraisal().broken()));
    }

    void forget(String id) {
        byId.remove(id);
    }

    private record Answered(long version, int missing, int broken) {}
}
