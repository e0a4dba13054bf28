package dev.healthdata.analytics.query;

import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.Event;
import dev.healthdata.analytics.event.EventCodec;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;

/** Adds up the changes of each group within a partition, so that few of many are sent on. */
final class PreSum implements MapPartitionsFunction<byte[], byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<byte[]> call(Iterator<byte[]> events) {
        return new Summing(events);
    }

    /** Passes on what it cannot add up at once, and the sums at the end. */
    private static final class Summing implements Iterator<byte[]> {
        private final Iterator<byte[]> events;
        private final Map<String, Delta.OfGroup> sums = new HashMap<>();
        private Iterator<Delta.OfGroup> left;
        private byte[] next;

        Summing(Iterator<byte[]> events) {
            this.events = events;
        }

        @Override
        public boolean hasNext() {
            while (next == null && events.hasNext()) {
                byte[] bytes = events.next();
                Event event = EventCodec.decode(bytes);
                if (event instanceof Delta.OfGroup delta) {
                    sums.merge(delta.key(), delta, Delta.OfGroup::plus);
                } else {
                    next = bytes;
                }
            }
            if (next == null) {
                left = left == null ? sums.values().iterator() : left;
                next = left.hasNext() ? EventCodec.encode(left.next()) : null;
            }
            return next != null;
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            byte[] result = next;
            next = null;
            return result;
        }
    }
}
