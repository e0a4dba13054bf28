package dev.healthdata.records.topic;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The topics of the platform. */
public final class Topics {
    /** One record a file, keyed by the SHA-256 of its content: how far it has been sent. */
    public static final String INGEST_PROGRESS = "ingest-progress";

    /** What operators did to dead letters: who, when, which and why, in JSON without values. In the order of time. */
    public static final String AUDIT_LOG = "audit-log";

    public static final int DEFAULT_PARTITIONS = 4;

    /** The largest record, in bytes: a row of {@link #MAX_ROW_BYTES} with its headers and JSON's escapes. */
    public static final int MAX_RECORD_BYTES = 4 << 20;

    /** The longest CSV row that is taken as a row, in bytes. */
    public static final int MAX_ROW_BYTES = 1 << 20;

    private static final String MAX_BYTES = String.valueOf(MAX_RECORD_BYTES);

    /**
     * Settings of every topic that the validator writes, its internal ones too. Records are stamped with the time of their
     * version, and versions do not shrink: where the clock was ahead, so are they, until it has caught up. A broker refuses
     * times that are an hour ahead unless it is told (KIP-1030).
     */
    public static final Map<String, String> WHAT_THE_VALIDATOR_WRITES =
            Map.of("max.message.bytes", MAX_BYTES, "message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));

    /** The broker stamps the time of arrival: versions are made of it. Rows are kept until an operator deletes them. */
    private static final Map<String, String> RAW = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "message.timestamp.type", "LogAppendTime",
            "max.message.bytes", MAX_BYTES);

    private static final Map<String, String> FOR_EVER =
            Map.of("cleanup.policy", "delete", "retention.ms", "-1", "message.timestamp.type", "LogAppendTime");

    private static final Map<String, String> LATEST_BY_KEY =
            with(Map.of("cleanup.policy", "compact"), WHAT_THE_VALIDATOR_WRITES);

    /**
     * A database that was lost is filled from the clean topics, and what was deleted must not be forgotten there either: that
     * is its row's fate. A hundred years; the broker adds it to the time, so it cannot be the largest number.
     */
    private static final Map<String, String> CLEAN = with(
            LATEST_BY_KEY,
            Map.of("delete.retention.ms", String.valueOf(Duration.ofDays(36_500).toMillis())));

    private Topics() {}

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return Map.copyOf(all);
    }

    /** The topics of the clean rows, parents first. */
    public static List<String> clean() {
        return Tables.all().stream().map(Table::cleanTopic).toList();
    }

    /** Every topic that must exist before a part starts. */
    public static List<TopicSpec> all(int partitions) {
        List<TopicSpec> topics = new ArrayList<>();
        for (Table table : Tables.all()) {
            topics.add(new TopicSpec(table.rawTopic(), partitions, RAW));
            topics.add(new TopicSpec(table.cleanTopic(), partitions, CLEAN));
            topics.add(new TopicSpec(table.deadLetterTopic(), partitions, LATEST_BY_KEY));
        }
        topics.add(new TopicSpec(INGEST_PROGRESS, partitions, LATEST_BY_KEY));
        topics.add(new TopicSpec(AUDIT_LOG, 1, FOR_EVER));
        return List.copyOf(topics);
    }
}
