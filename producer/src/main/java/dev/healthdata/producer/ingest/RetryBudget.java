package dev.healthdata.producer.ingest;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often a file is tried again. Kafka's client has retried for minutes already when a failure gets here. */
final class RetryBudget {
    private static final Logger LOG = LoggerFactory.getLogger(RetryBudget.class);
    private static final int ATTEMPTS = 5;

    /** Long enough for another producer to commit what shows that it is there. */
    private static final Duration PAUSE_WHEN_FENCED = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private int failures;

    /** Waits and says true, or says false when it was enough. */
    boolean retryAfter(KafkaException failure) {
        if (++failures >= ATTEMPTS) {
            return false;
        }
        Duration pause = Failures.isFenced(failure) ? PAUSE_WHEN_FENCED : FIRST_PAUSE.multipliedBy(1L << failures);
        LOG.warn("interrupted by Kafka ({}), looking again in {} ms", Failures.name(failure), pause.toMillis());
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        return true;
    }
}
