package dev.healthdata.producer.ingest;

import dev.healthdata.records.process.WrongProperty;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What a failure of Kafka's client means for us. */
final class Failures {
    private Failures() {}

    /**
     * Another producer of the same content has come, or the transaction was open for too long. A coordinator that ended
     * our transaction for the other one's sake may also just say that there is none (KIP-890).
     */
    static boolean isFenced(Throwable failure) {
        return has(failure, ProducerFencedException.class)
                || has(failure, InvalidProducerEpochException.class)
                || has(failure, InvalidTxnStateException.class);
    }

    /** Trying again will not help. */
    static boolean isFinal(Throwable failure) {
        return has(failure, AuthenticationException.class)
                || has(failure, AuthorizationException.class)
                || has(failure, UnsupportedVersionException.class)
                || WrongProperty.in(failure).isPresent()
                || has(failure, InterruptException.class);
    }

    /** The classes of the failure and its causes, without what they say. */
    static String name(Throwable failure) {
        StringBuilder name = new StringBuilder(failure.getClass().getSimpleName());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            name.append(" by ").append(cause.getClass().getSimpleName());
        }
        return name.toString();
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
