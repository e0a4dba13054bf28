package dev.healthdata.platform.books;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What Kafka says instead of telling of a consumer group. */
final class GroupAnswer {
    private GroupAnswer() {}

    /**
     * Only that there is no such group yet says that nobody is in it.
     *
     * @throws KafkaException if it is anything else: that Kafka does not answer, or that the account may not ask
     */
    static void requireThatThereIsNoGroup(ExecutionException failure) {
        if (failure.getCause() instanceof GroupIdNotFoundException) {
            return;
        }
        throw failure.getCause() instanceof KafkaException cause ? cause : new KafkaException(failure.getCause());
    }
}
