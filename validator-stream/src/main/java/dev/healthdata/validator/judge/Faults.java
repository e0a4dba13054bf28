package dev.healthdata.validator.judge;

import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.validator.failure.Redacted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of faults of our own, of the first few only: the same one may meet millions of rows. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int MAX_LOGGED = 10;

    private int logged;

    void report(RawOrigin origin, RuntimeException fault) {
        if (logged == MAX_LOGGED) {
            return;
        }
        logged++;
        LOG.error(
                "a fault of the validator: {} partition {} offset {} becomes a dead letter{}",
                origin.topic(),
                origin.partition(),
                origin.offset(),
                logged == MAX_LOGGED ? "; more of these are not logged" : "",
                Redacted.of(fault));
    }
}
