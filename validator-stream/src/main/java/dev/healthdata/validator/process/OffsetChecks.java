package dev.healthdata.validator.process;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.ledger.Versions;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Whether Kafka still knows up to where the raw topics were taken. It forgets the offsets of a group that has had no member for
 * a while, by default a week, and all rows would be taken again: deleted ones would come back, and older ones win.
 */
final class OffsetChecks {
    private final Settings settings;
    private final Admin admin;

    private OffsetChecks(Settings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    /**
     * Compares what the group has committed with what the books say, which are written in the same transactions.
     *
     * @throws ConfigurationException if offsets were lost
     * @throws KafkaFailure if Kafka does not answer or refuses
     */
    static void check(Settings settings, int partitions) {
        try (Admin admin = Admin.create(settings.client())) {
            new OffsetChecks(settings, admin).check(partitions);
        } catch (ExecutionException e) {
            throw new KafkaFailure("Kafka does not tell the offsets of " + settings.applicationId(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaFailure("interrupted while asking Kafka for offsets", e);
        }
    }

    private void check(int partitions) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(new ListConsumerGroupOffsetsSpec(), false);
        Map<TopicPartition, Long> lost = new HashMap<>();
        for (Table table : Tables.all()) {
            List<Integer> without = IntStream.range(0, partitions)
                    .filter(partition -> committed.get(new TopicPartition(table.rawTopic(), partition)) == null)
                    .boxed()
                    .toList();
            Map<Integer, Tally> tallies = Tallies.read(settings, admin, table, without);
            for (Map.Entry<Integer, Tally> each : tallies.entrySet()) {
                TopicPartition raw = new TopicPartition(table.rawTopic(), each.getKey());
                if (isOf(each.getValue(), raw)) {
                    lost.put(raw, each.getValue().rawOffset() + 1);
                }
            }
        }
        if (!lost.isEmpty()) {
            lost.keySet().retainAll(stillWithout(lost.keySet()));
        }
        if (!lost.isEmpty()) {
            throw new ConfigurationException(problems(lost));
        }
    }

    /**
     * The first transaction of a partition may just be committed, by another instance or by this one before it was killed; its books
     * can be seen before its offset. Of such a partition Kafka tells nothing, and of one without an offset that it has none.
     */
    private Set<TopicPartition> stillWithout(Set<TopicPartition> suspects)
            throws ExecutionException, InterruptedException {
        return committed(new ListConsumerGroupOffsetsSpec().topicPartitions(suspects), true).entrySet().stream()
                .filter(each -> each.getValue() == null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** @param stable whether to leave out partitions whose offset is just being committed */
    private Map<TopicPartition, OffsetAndMetadata> committed(ListConsumerGroupOffsetsSpec of, boolean stable)
            throws ExecutionException, InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(
                            Map.of(settings.applicationId(), of),
                            new ListConsumerGroupOffsetsOptions().requireStable(stable))
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
            Map<TopicPartition, OffsetAndMetadata> none = new HashMap<>();
            if (of.topicPartitions() != null) {
                of.topicPartitions().forEach(partition -> none.put(partition, null));
            }
            return none;
        }
    }

    /** Whether the topic is still the one that was taken; one that was made anew is to be taken from its beginning. */
    private boolean isOf(Tally tally, TopicPartition raw) throws ExecutionException, InterruptedException {
        if (tally.rawOffset() < 0) {
            return false; // it was only asked
        }
        long end = offset(raw, OffsetSpec.latest());
        long later = offset(raw, OffsetSpec.forTimestamp(Versions.arrival(tally.version()) + 1));
        return end > tally.rawOffset() && (later < 0 || later > tally.rawOffset());
    }

    private long offset(TopicPartition partition, OffsetSpec spec) throws ExecutionException, InterruptedException {
        return admin.listOffsets(Map.of(partition, spec))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private List<String> problems(Map<TopicPartition, Long> lost) {
        List<String> problems = new ArrayList<>();
        problems.add("Kafka has forgotten the offsets of the group " + settings.applicationId()
                + ", as it does when nobody was in it for offsets.retention.minutes: all rows would be taken again."
                + " Set them anew, as docs/operations.md says ('The validator has lost its place'):");
        lost.entrySet().stream()
                .map(each -> "  " + each.getKey() + " to " + each.getValue())
                .sorted()
                .forEach(problems::add);
        return problems;
    }
}
