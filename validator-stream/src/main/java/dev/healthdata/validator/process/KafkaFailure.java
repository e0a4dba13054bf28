package dev.healthdata.validator.process;

/** Kafka does not do what is asked of it. */
public final class KafkaFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    KafkaFailure(String what, Throwable cause) {
        super(what, cause);
    }
}
