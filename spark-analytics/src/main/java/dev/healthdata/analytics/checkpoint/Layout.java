package dev.healthdata.analytics.checkpoint;

import dev.healthdata.analytics.event.DoctorEvent;
import dev.healthdata.analytics.event.Wire;
import java.util.Objects;
import java.util.Properties;

/**
 * What all state depends on. State that was written with another layout cannot be read or would be looked for in the
 * wrong place.
 *
 * @param format of what this part writes
 * @param partitions of the state
 * @param buckets of a doctor's patients
 */
public record Layout(int format, int partitions, int buckets) {
    /** Of this version of the code. */
    public static Layout of(int partitions) {
        return new Layout(Wire.FORMAT, partitions, DoctorEvent.BUCKETS);
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("format", Integer.toString(format));
        properties.setProperty("partitions", Integer.toString(partitions));
        properties.setProperty("buckets", Integer.toString(buckets));
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
    }
}
