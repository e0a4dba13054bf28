package dev.healthdata.validator.topology;

/** What can happen to a visit and to the rows that it refers to. */
sealed interface Step {
    /** A version of the visit that breaks no rule of its own. */
    record Valid(String patient, String doctor) implements Step {}

    /** A version of the visit without a date. */
    record Invalid() implements Step {}

    record Parent(String table, String name) implements Step {}

    /** Questions and answers reach those whom they are for. */
    record Settle() implements Step {}

    /** One batch of them does. */
    record Deliver() implements Step {}

    /** The task of a table ends and begins again. */
    record Restart(String table) implements Step {}

    /** All that waits has waited for too long. */
    record GraceEnds() implements Step {}

    /** The broker's; without this, the time of arrival alone would make versions grow. */
    record ClockStepsBack() implements Step {}
}
