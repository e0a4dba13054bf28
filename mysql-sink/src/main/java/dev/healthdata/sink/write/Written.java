package dev.healthdata.sink.write;

import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.sql.SqlFailure;
import java.util.ArrayList;
import java.util.List;

/** What became of changes: each is stored (or older than what is), held, or rejected. */
public final class Written {
    /** A row that the database refuses for good. */
    public record Rejected(Change change, SqlFailure failure) {}

    private final List<Change> held = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int stored;

    /** Rows that refer to rows that are not stored yet, and deletions of rows that are still referred to. */
    public List<Change> held() {
        return held;
    }

    public List<Rejected> rejected() {
        return rejected;
    }

    public int stored() {
        return stored;
    }

    void store(int rows) {
        stored += rows;
    }

    void add(Written other) {
        held.addAll(other.held);
        rejected.addAll(other.rejected);
        stored += other.stored;
    }
}
