package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.Findings;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often the validator found each rule broken, by the rule's id. */
final class FindingCounts {
    private FindingCounts() {}

    /** @param validator the validator's application id */
    static SortedMap<String, Long> read(TopicReader reader, String validator) {
        List<String> changelogs = Tables.all().stream()
                .map(table -> Findings.changelog(validator, table))
                .toList();
        Map<Integer, Map<String, Long>> latestByPartition = new HashMap<>();
        reader.read(reader.beginnings(reader.partitions(changelogs)), entry -> latestByPartition
                .computeIfAbsent(entry.partition(), partition -> new HashMap<>())
                .put(
                        new String(entry.key(), UTF_8),
                        ByteBuffer.wrap(entry.value()).getLong()));
        SortedMap<String, Long> sums = new TreeMap<>();
        latestByPartition
                .values()
                .forEach(latest -> latest.forEach((rule, count) -> sums.merge(rule, count, Long::sum)));
        return sums;
    }
}
