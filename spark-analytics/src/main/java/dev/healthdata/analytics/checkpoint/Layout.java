package dev.healthdata.analytics.checkpoint;

import dev.healthdata.analytics.event.DoctorEvent;
import dev.healthdata.analytics.event.Wire;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * What all state depends on. State that was written with another layout cannot be read or would be looked for in the
 * wrong place.
 *
 * @param format of what this part writes
 * @param partitions of the state
 * @param buckets of a doctor's patients
 * @param topicIds what Kafka calls each topic that is read, by its name: one that is made anew has another
 */
public record Layout(int format, int partitions, int buckets, Map<String, String> topicIds) {
    private static final String TOPIC = "topic.";

    public Layout {
        topicIds = Map.copyOf(topicIds);
    }

    /** Of this version of the code. */
    public static Layout of(int partitions, Map<String, String> topicIds) {
        return new Layout(Wire.FORMAT, partitions, DoctorEvent.BUCKETS, topicIds);
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("format", Integer.toString(format));
        properties.setProperty("partitions", Integer.toString(partitions));
        properties.setProperty("buckets", Integer.toString(buckets));
        topicIds.forEach((topic, id) -> properties.setProperty(TOPIC + topic, id));
        return properties;
    }

    /** @throws CheckpointException if they differ, naming the first that does */
    void requireSame(Properties found) {
        Properties ours = properties();
        for (String key : new String[] {"format", "partitions", "buckets"}) {
            if (!Objects.equals(found.getProperty(key), ours.getProperty(key))) {
                throw new CheckpointException("The checkpoint was written with " + key + " = " + found.getProperty(key)
                        + ", and now it is " + ours.getProperty(key));
            }
        }
        topicIds.forEach((topic, id) -> {
            // Without an id it was written before these were kept.
            if (!found.getProperty(TOPIC + topic, id).equals(id)) {
                throw new CheckpointException(
                        "The topic " + topic + " was deleted and made anew since the checkpoint was written");
            }
        });
    }
}
