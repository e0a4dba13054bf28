package dev.healthdata.records.envelope;

/** Where a row was found to be unfit. */
public enum Stage {
    /** The line is no CSV record. */
    CSV,
    /** The raw record is no row of its table. */
    DECODE,
    /** The row breaks rules on its own. */
    VALIDATE,
    /** A row that it refers to did not come within the grace period. */
    REFERENCE,
    /** The database refused the row. */
    SINK
}
