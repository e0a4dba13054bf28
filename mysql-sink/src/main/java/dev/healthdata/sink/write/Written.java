package dev.healthdata.sink.write;

import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.sql.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of changes: each is stored (or older than what is), held, or rejected. */
public final class Written {
    /** A row that the database refuses for good. */
    public record Rejected(Change change, SqlFailure failure) {}

    /**
     * A row that refers to one that is not stored yet, or a deletion of one that is still referred to.
     *
     * @param missing of a row to be stored, the first that it lacks
     */
    public record Held(Change change, Optional<Parent> missing) {}

    private final List<Held> held = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int stored;

    public List<Held> held() {
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
