package dev.healthdata.producer.cli;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says what an operator can do about Kafka. */
final class KafkaTrouble {
    private KafkaTrouble() {}

    /** @param servers that were asked */
    static String explain(KafkaException failure, Object servers) {
        Throwable root = root(failure);
        String what = "Kafka at " + servers + " ";
        if (root instanceof ConfigException) {
            return what
                    + "cannot be found: no such host is known here. Look at its name and at the network; then the same"
                    + " command goes on from the last commit.";
        }
        if (root instanceof TimeoutException) {
            return what + "does not answer. Look whether it runs and can be reached from here; then the same command"
                    + " goes on from the last commit.";
        }
        if (root instanceof AuthenticationException) {
            return what + "does not let this user in. Mend the credentials in --config.";
        }
        if (root instanceof AuthorizationException) {
            return what + "forbids this user what it takes: DESCRIBE and WRITE on the raw topics and ingest-progress,"
                    + " READ on ingest-progress, and transactional ids that begin with 'producer-'.";
        }
        return what + "failed (" + root.getClass().getSimpleName() + ": " + root.getMessage()
                + "). The same command goes on from the last commit.";
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
