package dev.healthdata.platform.generate.row;

/** How a right row can be unusual. */
public enum Oddity {
    NONE,
    /** An earlier row once more, byte for byte. */
    DUPLICATE,
    /** An earlier row's id with other content: the later one counts. */
    CORRECTION,
    /** White space around values. */
    PADDED,
    /** Has changed places with a row near by. */
    OUT_OF_ORDER;

    private static final Oddity[] KINDS = {DUPLICATE, CORRECTION, PADDED, OUT_OF_ORDER};

    /** The kinds take turns, so that few rows show them all. */
    static Oddity of(long mark) {
        return KINDS[(int) (mark % KINDS.length)];
    }

    boolean repeats() {
        return this == DUPLICATE || this == CORRECTION;
    }
}
