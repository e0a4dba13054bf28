package dev.healthdata.validator.transaction;

import dev.healthdata.validator.transaction.Transactions.Look;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions that Kafka has left open in some partitions, as 4.3.1 may when a broker and who writes to it are killed
 * in the same moment (docs/adr/0011). Whoever reads what is committed would wait before them for ever; and where
 * the next transaction of the same producer is committed, what was aborted would be committed with it.
 *
 * @see <a href="https://cwiki.apache.org/confluence/x/fx6TCg">KIP-664</a>
 */
public final class TransactionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);

    /** Between two looks; one that is open in both, and ended for its coordinator, was not just ending. */
    private static final Duration AGAIN = Duration.ofSeconds(3);

    private static final int ANSWER_MILLIS = 10_000;

    private final Admin admin;
    private final Transactions transactions;
    private boolean warned;
    private Set<OpenTransaction> committedBefore = Set.of();
    private final Thread thread = new Thread(this::watch, "transaction-watch");

    private TransactionWatch(String applicationId, Map<String, Object> client) {
        Map<String, Object> soon = new HashMap<>(client);
        soon.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        soon.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        admin = Admin.create(soon);
        transactions = new Transactions(applicationId, admin);
        thread.setDaemon(true);
    }

    /**
     * Looks once before it returns, then every ten seconds until it is closed. Where Kafka does not let it, it says so in the
     * log and looks no more.
     *
     * @param applicationId the consumer group, in front of the names of internal topics and of transactional ids
     * @param client Kafka client properties, at least {@code bootstrap.servers}
     */
    public static TransactionWatch start(String applicationId, Map<String, Object> client) {
        TransactionWatch watch = new TransactionWatch(applicationId, client);
        boolean again = false;
        try {
            again = watch.look(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (again) {
            watch.thread.start();
        } else {
            watch.admin.close();
        }
        return watch;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try (admin) {
            do {
                Thread.sleep(PERIOD.toMillis());
            } while (look(false));
        } catch (InterruptedException e) {
            // Told to end.
        }
    }

    /**
     * @param first nothing goes on before it, so what it finds is told at once
     * @return whether to look again
     */
    private boolean look(boolean first) throws InterruptedException {
        try {
            Look found = transactions.look();
            Set<OpenTransaction> left = new HashSet<>(found.left());
            if (first) {
                committedBefore = found.committed();
            }
            if (!left.isEmpty() || (first && !committedBefore.isEmpty())) {
                Thread.sleep(AGAIN.toMillis());
                found = transactions.look();
                left.retainAll(found.left());
            }
            for (OpenTransaction transaction : left) {
                admin.abortTransaction(transaction.abort()).all().get();
                LOG.warn(
                        "ended a transaction that Kafka had left open: {} from offset {}",
                        transaction.partition(),
                        transaction.offset());
            }
            warnOf(found.unreadable());
            tellOf(found.committed());
            return true;
        } catch (ExecutionException | KafkaException e) {
            return !isRefused(e instanceof ExecutionException ? e.getCause() : e);
        }
    }

    /** One that was so in the look before is not just being committed. */
    private void tellOf(Set<OpenTransaction> committed) {
        for (OpenTransaction transaction : committed) {
            if (committedBefore.contains(transaction)) {
                LOG.error(
                        "a transaction is committed, but {} does not know it from offset {} on, and nothing behind it can be read:"
                                + " docs/operations.md, 'Nothing goes on after a crash'",
                        transaction.partition(),
                        transaction.offset());
            }
        }
        committedBefore = committed;
    }

    private void warnOf(Set<String> unreadable) {
        if (!unreadable.isEmpty() && !warned) {
            warned = true;
            LOG.warn("cannot look for transactions that Kafka has left open in {}: READ is not allowed", unreadable);
        }
    }

    /** Anything else passes: Kafka is away, or a partition has no leader, or the transaction has ended after all. */
    private static boolean isRefused(Throwable cause) {
        boolean refused = cause instanceof AuthorizationException || cause instanceof UnsupportedVersionException;
        if (refused) {
            LOG.warn(
                    "does not look for transactions that Kafka has left open, and cannot end them: it needs READ on the "
                            + "topics, DESCRIBE on transactional ids and ALTER on the cluster ({})",
                    cause.getClass().getSimpleName());
        }
        return refused;
    }
}
