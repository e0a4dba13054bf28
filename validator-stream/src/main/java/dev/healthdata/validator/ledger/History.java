package dev.healthdata.validator.ledger;

/**
 * How often rows of a key were found unfit since one was last clean.
 *
 * @param attempts how often; 0 if never
 * @param firstSeen when the first of them arrived, in milliseconds; of no meaning if there was none
 */
record History(int attempts, long firstSeen) {
    static final History NONE = new History(0, 0);

    /** One attempt more, by a row that arrived then. */
    History next(long arrival) {
        return new History(attempts + 1, attempts == 0 ? arrival : firstSeen);
    }

    History orLonger(History other) {
        return other.attempts > attempts ? other : this;
    }
}
