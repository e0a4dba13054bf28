package dev.healthdata.platform.audit;

/** What became of a raw record; the last is none. */
enum Fate {
    STORED,
    SUPERSEDED,
    WAITING,
    DEAD_LETTERED,
    LOST
}
