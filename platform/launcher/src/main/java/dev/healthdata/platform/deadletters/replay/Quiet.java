package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.platform.books.Tallies;
import java.util.List;

/** Tells by the validator's tallies when it has said all that it can say of rows: what is left then waits for other rows. */
final class Quiet {
    private final Tallies tallies;
    private Tallies.Reading before;

    Quiet(Tallies tallies) {
        this.tallies = tallies;
    }

    /** All rows are taken, and nothing is under way between the validator's tasks (see ADR 3). */
    boolean reached(List<Sent> pending) {
        Tallies.Reading now = tallies.read();
        boolean reached = now.isQuietSince(before)
                && pending.stream()
                        .allMatch(each -> now.taken(each.target().table(), each.partition()) >= each.offset());
        before = now;
        return reached;
    }
}
