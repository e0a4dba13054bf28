package dev.healthdata.platform.books;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.json.IngestProgressJson;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.topic.Topics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** The files of which the producer holds the rest back. For use by one thread. */
public final class HaltedFiles {
    private final TopicReader reader;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<String, IngestProgress> halted = new TreeMap<>();

    public HaltedFiles(TopicReader reader) {
        this.reader = reader;
    }

    /** Reads on to where the producer's books end now; the file that was halted first is the first. */
    public List<IngestProgress> read() {
        if (positions.isEmpty()) {
            positions.putAll(reader.beginnings(reader.partitions(List.of(Topics.INGEST_PROGRESS))));
        }
        positions.putAll(reader.read(positions, entry -> take(new String(entry.key(), UTF_8), entry.value())));
        return halted.values().stream()
                .sorted(Comparator.comparing(IngestProgress::updated))
                .toList();
    }

    private void take(String sha256, byte[] value) {
        IngestProgress books = value == null ? null : IngestProgressJson.decode(value);
        if (books != null && books.halted()) {
            halted.put(sha256, books);
        } else {
            halted.remove(sha256);
        }
    }
}
