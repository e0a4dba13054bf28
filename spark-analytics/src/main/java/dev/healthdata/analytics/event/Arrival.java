package dev.healthdata.analytics.event;

/**
 * A record of a clean topic.
 *
 * @param topic that it came from
 * @param id of the row
 * @param offset in its partition; all records of an id are in one, so it orders them
 * @param version of the row; of no meaning in a deletion
 * @param facts null if the row is deleted
 */
public record Arrival(String topic, String id, long offset, long version, Facts facts) implements Event {
    @Override
    public String key() {
        return "a" + topic + ':' + id;
    }

    @Override
    public String toString() {
        return "Arrival[topic=" + topic + ", offset=" + offset + "]";
    }
}
