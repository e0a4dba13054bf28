package dev.healthdata.validator.failure;

import org.apache.kafka.common.KafkaException;

/**
 * A failure without its text, which may quote a record: a date that cannot be parsed is in the message of the exception
 * that says so. Its kind, its causes and where it happened remain. Kafka logs whatever leaves a processor, so the text has
 * to go before that.
 */
public final class Redacted extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int MAX_CAUSES = 8;

    private Redacted(Throwable failure, Throwable cause) {
        super(failure.getClass().getName(), cause, false, true);
        setStackTrace(failure.getStackTrace());
    }

    public static Redacted of(Throwable failure) {
        return of(failure, MAX_CAUSES);
    }

    /** Kafka's own keep their text, which tells what to do, and their kind, which tells Kafka Streams what to do. */
    public static RuntimeException unlessOfKafka(RuntimeException failure) {
        return failure instanceof KafkaException || failure instanceof Redacted ? failure : of(failure);
    }

    private static Redacted of(Throwable failure, int causes) {
        Throwable cause = causes == 0 ? null : failure.getCause();
        return new Redacted(failure, cause == null ? null : of(cause, causes - 1));
    }
}
