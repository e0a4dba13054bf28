package dev.healthdata.validator.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/**
 * Which partition owns a row: the one that Kafka's default partitioner gives its id. All raw topics have the same number
 * of partitions.
 */
public record Partitions(int count) {
    public int of(byte[] key) {
        return count == 1 ? 0 : Utils.toPositive(Utils.murmur2(key)) % count;
    }

    public int of(String id) {
        return of(id.getBytes(UTF_8));
    }
}
