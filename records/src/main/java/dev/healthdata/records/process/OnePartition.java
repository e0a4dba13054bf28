package dev.healthdata.records.process;

import java.util.Set;

/**
 * Whoever reads versions of one id, or a letter and its end, keeps the newest, which takes that all of them lie in the partition
 * that Kafka's own partitioner gives the key.
 */
public final class OnePartition {
    /** Of a producer; each would put records of one key into several partitions. */
    public static final Set<String> PROPERTIES_AGAINST_IT = Set.of("partitioner.class", "partitioner.ignore.keys");

    private OnePartition() {}
}
