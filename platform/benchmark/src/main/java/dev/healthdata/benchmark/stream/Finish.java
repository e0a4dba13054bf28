package dev.healthdata.benchmark.stream;

import dev.healthdata.platform.books.CommittedOffsets;
import dev.healthdata.platform.books.RawEnds;
import dev.healthdata.platform.books.Tallies;
import dev.healthdata.platform.books.TopicReader;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** How far a contender is. For use by one thread. */
final class Finish implements AutoCloseable {
    private final Admin admin;
    private final CommittedOffsets offsets;
    private final TopicReader reader;
    private final Contender contender;
    private final Tallies tallies;
    private final Map<TopicPartition, Long> lastRows = new HashMap<>();
    private Tallies.Reading previous;

    Finish(String bootstrapServers, Contender contender) {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
        this.admin = Admin.create(client);
        this.offsets = new CommittedOffsets(admin, contender.applicationId());
        this.reader = new TopicReader(client);
        this.contender = contender;
        this.tallies = new Tallies(reader, contender.applicationId());
        new RawEnds(reader)
                .read()
                .forEach((table, ends) -> ends.forEach(
                        (partition, end) -> lastRows.put(new TopicPartition(table.rawTopic(), partition), end)));
    }

    /** About how many raw rows have been committed: markers of transactions are counted too. */
    long rowsTaken() {
        Map<TopicPartition, Long> committed = offsets.read();
        return lastRows.keySet().stream()
                .mapToLong(raw -> committed.getOrDefault(raw, 0L))
                .sum();
    }

    /** Whether all rows were taken and nothing is under way between tasks. */
    boolean isReached() {
        Map<TopicPartition, Long> committed = offsets.read();
        boolean taken = lastRows.entrySet().stream()
                .allMatch(last -> committed.getOrDefault(last.getKey(), 0L) > last.getValue());
        return taken && (contender.isValidator() ? isQuiet() : isRead(committed));
    }

    @Override
    public void close() {
        reader.close();
        admin.close();
    }

    private boolean isQuiet() {
        Tallies.Reading reading = tallies.read();
        boolean quiet = reading.isQuietSince(previous);
        previous = reading;
        return quiet;
    }

    /** Internal topics too; the marker of the last transaction may be left. */
    private boolean isRead(Map<TopicPartition, Long> committed) {
        return reader.ends(committed.keySet()).entrySet().stream()
                .allMatch(end -> end.getValue() - committed.get(end.getKey()) <= 1);
    }
}
