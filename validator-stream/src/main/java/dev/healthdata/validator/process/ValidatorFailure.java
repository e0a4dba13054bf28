package dev.healthdata.validator.process;

/** The validator cannot go on. What was committed stands; a new start goes on from there. */
public final class ValidatorFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    ValidatorFailure(Throwable cause) {
        super("the validator cannot go on", cause);
    }
}
