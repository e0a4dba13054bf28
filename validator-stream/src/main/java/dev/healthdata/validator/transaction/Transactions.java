package dev.healthdata.validator.transaction;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.healthdata.records.topic.TopicSpec;
import dev.healthdata.records.topic.Topics;
import dev.healthdata.validator.topology.InternalTopics;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.internals.Topic;

/** What Kafka knows of the transactions in the platform's topics and in those of one validator. */
final class Transactions {
    private static final Set<String> OURS =
            Topics.all(1).stream().map(TopicSpec::name).collect(toSet());

    private final String applicationId;
    private final Admin admin;
    private final Set<String> unreadable = new TreeSet<>();
    private final Set<OpenTransaction> uncommitted = new HashSet<>();

    Transactions(String applicationId, Admin admin) {
        this.applicationId = applicationId;
        this.admin = admin;
    }

    /**
     * Those that are open in a partition and that their coordinator has ended or knows nothing of. One that ends while this
     * is asked may be among them, but not twice in a row. A producer that no coordinator lists is passed over: it may be
     * that its coordinator is just moving.
     */
    Set<OpenTransaction> left() throws ExecutionException, InterruptedException {
        uncommitted.clear();
        Set<OpenTransaction> open = open();
        if (open.isEmpty()) {
            return open;
        }
        Map<Long, String> ids = ids(open);
        // Unlike the list this asks the coordinator of each, and waits for one that is just loading.
        Map<String, TransactionDescription> known =
                admin.describeTransactions(ids.values()).all().get();
        open.removeIf(transaction -> {
            String id = ids.get(transaction.producerId());
            return id == null || isForeign(transaction, id) || isInHand(transaction, known.get(id));
        });
        return open;
    }

    private Set<OpenTransaction> open() throws ExecutionException, InterruptedException {
        Set<OpenTransaction> open = new HashSet<>();
        List<TopicPartition> partitions = partitions();
        DescribeProducersResult answers = admin.describeProducers(partitions);
        for (TopicPartition partition : partitions) {
            try {
                answers.partitionResult(partition).get().activeProducers().stream()
                        .filter(state -> state.currentTransactionStartOffset().isPresent())
                        .forEach(state -> open.add(OpenTransaction.of(partition, state)));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicAuthorizationException)) {
                    throw e;
                }
                unreadable.add(partition.topic());
            }
        }
        return open;
    }

    /** Topics that Kafka does not let us look into. */
    Set<String> unreadable() {
        return unreadable;
    }

    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        List<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get().stream()
                .filter(name -> OURS.contains(name)
                        || InternalTopics.isOf(applicationId, name)
                        || name.equals(Topic.GROUP_METADATA_TOPIC_NAME))
                .toList();
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(this::partitions)
                .toList();
    }

    private Stream<TopicPartition> partitions(TopicDescription topic) {
        int count = topic.partitions().size();
        IntStream numbers = topic.name().equals(Topic.GROUP_METADATA_TOPIC_NAME)
                // Where Kafka keeps what our group commits.
                ? IntStream.of((applicationId.hashCode() & Integer.MAX_VALUE) % count)
                : IntStream.range(0, count);
        return numbers.mapToObj(number -> new TopicPartition(topic.name(), number));
    }

    /** A coordinator that is just moving may list one that its successor lists too. */
    private Map<Long, String> ids(Collection<OpenTransaction> open) throws ExecutionException, InterruptedException {
        Set<Long> producers = open.stream().map(OpenTransaction::producerId).collect(toSet());
        return admin.listTransactions(new ListTransactionsOptions().filterProducerIds(producers)).all().get().stream()
                .collect(
                        toMap(TransactionListing::producerId, TransactionListing::transactionalId, (one, same) -> one));
    }

    /** Other groups commit to the same partition as ours. */
    private boolean isForeign(OpenTransaction transaction, String id) {
        return transaction.partition().topic().equals(Topic.GROUP_METADATA_TOPIC_NAME)
                && !id.startsWith(applicationId + "-");
    }

    private boolean isInHand(OpenTransaction transaction, TransactionDescription known) {
        return switch (known.state()) {
            case EMPTY, COMPLETE_ABORT -> false;
            case COMPLETE_COMMIT -> isCommitted(transaction, known);
            // The next one of the same producer does not end what it has left elsewhere.
            case ONGOING -> known.topicPartitions().contains(transaction.partition());
            default -> true;
        };
    }

    /** Of the transaction that was committed last; with transactions of version 2 each commit raises the epoch (KIP-890). */
    private boolean isCommitted(OpenTransaction transaction, TransactionDescription known) {
        boolean committed = transaction.epoch() >= known.producerEpoch() - 1;
        if (committed) {
            uncommitted.add(transaction);
        }
        return committed;
    }

    /**
     * Those of the last look whose partition does not know that they are committed. To abort one would lose what is in it. Most are
     * just being committed.
     */
    Set<OpenTransaction> uncommitted() {
        return uncommitted;
    }
}
