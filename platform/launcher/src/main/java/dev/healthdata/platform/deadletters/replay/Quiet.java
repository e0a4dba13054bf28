package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.platform.books.Tallies;
import dev.healthdata.records.ledger.Tally;
import java.util.List;
import java.util.Map;

/** Tells by the validator's tallies when it has said all that it can say of rows: what is left then waits for other rows. */
final class Quiet {
    private final Tallies tallies;
    private Tallies.Reading before;

    Quiet(Tallies tallies) {
        this.tallies = tallies;
    }

    /** Two equal readings with all rows taken, and as many messages received as sent (see ADR 3). */
    boolean reached(List<Sent> pending) {
        Tallies.Reading now = tallies.read();
        Tally total = now.total();
        boolean reached = now.equals(before)
                && total.sent() == total.received()
                && pending.stream().allMatch(each -> taken(now, each));
        before = now;
        return reached;
    }

    private static boolean taken(Tallies.Reading now, Sent sent) {
        Tally tally = now.byPartition()
                .getOrDefault(sent.target().table(), Map.of())
                .getOrDefault(sent.partition(), Tally.NONE);
        return tally.rawOffset() >= sent.offset();
    }
}
