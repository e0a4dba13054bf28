package dev.healthdata.sink.check;

import dev.healthdata.sink.check.Problems.Problem;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** Why a client of Kafka could not be made: its properties do not allow it, whatever Kafka would answer. */
public final class KafkaProblem {
    private KafkaProblem() {}

    /** Clients wrap what went wrong. What is no exception of Kafka's own is left out: it may quote a password. */
    public static Problem of(KafkaException failure) {
        String innermost = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(KafkaException.class::isInstance)
                .reduce(failure, (outer, inner) -> inner)
                .getMessage();
        return new Problem(innermost.contains("bootstrap.servers") ? TopicCheck.KEY : "config", innermost);
    }
}
