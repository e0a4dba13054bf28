package dev.healthdata.validator.topology;

import dev.healthdata.records.catalog.Tables;

/** The topics that Kafka Streams makes for a validator: those behind its stores, and those between its tasks. */
public final class InternalTopics {
    private InternalTopics() {}

    /** Another application's id may begin with ours. */
    public static boolean isOf(String applicationId, String topic) {
        return (topic.endsWith("-changelog") || topic.endsWith("-repartition"))
                && Tables.all().stream()
                        .anyMatch(table -> topic.startsWith(applicationId + "-" + table.nameInTopics() + "-"));
    }
}
