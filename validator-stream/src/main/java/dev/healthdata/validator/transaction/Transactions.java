package dev.healthdata.validator.transaction;

import static java.util.stream.Collectors.groupingBy;
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

    /**
     * Those that are open in a partition and were seen committed, or about to be. Their coordinators forget it as soon as their
     * producers begin anew.
     */
    private final Set<OpenTransaction> seenCommitted = new HashSet<>();

    /** Of a transaction that is open in a partition. */
    private enum Standing {
        IN_HAND,
        /** In hand, and no more to be aborted. */
        COMMITTING,
        LEFT,
        COMMITTED
    }

    /**
     * What one look found.
     *
     * @param left those that are open in a partition and that their coordinator has ended or has no part for there
     * @param committed those whose partition does not know that they are committed; to abort one would lose what is in it
     * @param unreadable topics that Kafka does not let us look into
     */
    record Look(Set<OpenTransaction> left, Set<OpenTransaction> committed, Set<String> unreadable) {}

    Transactions(String applicationId, Admin admin) {
        this.applicationId = applicationId;
        this.admin = admin;
    }

    /**
     * Looks once. What ends while this is asked may be among what it finds, but not twice in a row. A producer that no coordinator
     * lists is passed over: it may be that its coordinator is just moving.
     */
    Look look() throws ExecutionException, InterruptedException {
        Set<String> unreadable = new TreeSet<>();
        Set<OpenTransaction> open = open(unreadable);
        if (open.isEmpty()) {
            return new Look(Set.of(), Set.of(), unreadable);
        }
        Map<Long, String> ids = ids(open);
        // Unlike the list this asks the coordinator of each, and waits for one that is just loading.
        Map<String, TransactionDescription> known =
                admin.describeTransactions(ids.values()).all().get();
        Map<Standing, Set<OpenTransaction>> found = open.stream()
                .collect(groupingBy(
                        transaction -> {
                            String id = ids.get(transaction.producerId());
                            return id == null || isForeign(transaction, id)
                                    ? Standing.IN_HAND
                                    : remembered(transaction, standing(transaction, known.get(id)));
                        },
                        toSet()));
        return new Look(
                found.getOrDefault(Standing.LEFT, Set.of()),
                found.getOrDefault(Standing.COMMITTED, Set.of()),
                unreadable);
    }

    private Set<OpenTransaction> open(Set<String> unreadable) throws ExecutionException, InterruptedException {
        Set<OpenTransaction> open = new HashSet<>();
        List<TopicPartition> partitions = partitions();
        DescribeProducersResult answers = admin.describeProducers(partitions);
        for (TopicPartition partition : partitions) {
            try {
                Set<OpenTransaction> here = answers.partitionResult(partition).get().activeProducers().stream()
                        .filter(state -> state.currentTransactionStartOffset().isPresent())
                        .map(state -> OpenTransaction.of(partition, state))
                        .collect(toSet());
                seenCommitted.removeIf(each -> each.partition().equals(partition) && !here.contains(each));
                open.addAll(here);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicAuthorizationException)) {
                    throw e;
                }
                unreadable.add(partition.topic());
            }
        }
        return open;
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

    /** What was seen committed once is never left for us to abort. */
    private Standing remembered(OpenTransaction transaction, Standing now) {
        if (now == Standing.COMMITTED || now == Standing.COMMITTING) {
            seenCommitted.add(transaction);
        }
        return now == Standing.LEFT && seenCommitted.contains(transaction) ? Standing.COMMITTED : now;
    }

    private static Standing standing(OpenTransaction transaction, TransactionDescription known) {
        return switch (known.state()) {
            case EMPTY, COMPLETE_ABORT -> Standing.LEFT;
            case COMPLETE_COMMIT -> isLast(transaction, known) ? Standing.COMMITTED : Standing.LEFT;
            case PREPARE_COMMIT -> isLast(transaction, known) ? Standing.COMMITTING : Standing.IN_HAND;
            // The next one of the same producer does not end what it has left elsewhere.
            case ONGOING ->
                known.topicPartitions().contains(transaction.partition()) ? Standing.IN_HAND : Standing.LEFT;
            default -> Standing.IN_HAND;
        };
    }

    /** Each commit raises the epoch with transactions of version 2 (KIP-890). */
    private static boolean isLast(OpenTransaction transaction, TransactionDescription known) {
        return transaction.epoch() >= known.producerEpoch() - 1;
    }
}
