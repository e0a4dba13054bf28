package dev.healthdata.platform.deadletters.replay;

import java.util.Optional;
import java.util.function.Consumer;

/** Says what would become of rows, and sends none. */
public final class Dry {
    private final Preparation preparation;
    private final Consumer<Result> told;

    public Dry(Preparation preparation, Consumer<Result> told) {
        this.preparation = preparation;
        this.told = told;
    }

    /** False if the row would not be sent. */
    public boolean add(Candidate original) {
        Candidate row = preparation.corrected(original);
        Optional<String> objection = preparation.objection(row);
        told.accept(objection
                .map(reason -> Result.of(row.target(), Outcome.SKIPPED, reason))
                .orElseGet(() -> preparation.judge(row)));
        return objection.isEmpty();
    }
}
