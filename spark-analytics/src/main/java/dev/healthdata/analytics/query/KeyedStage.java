package dev.healthdata.analytics.query;

import dev.healthdata.analytics.event.Event;
import dev.healthdata.analytics.event.EventCodec;
import dev.healthdata.analytics.stage.Stage;
import dev.healthdata.analytics.stage.Stages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.sql.streaming.GroupState;

/** Runs a stage in Spark: events and state are bytes, and state that stays the same is not written again. */
final class KeyedStage implements FlatMapGroupsWithStateFunction<String, byte[], byte[], byte[]> {
    private static final long serialVersionUID = 1L;

    /** Stages have no fields, so that each executor makes its own. */
    private static final List<Stage<?, ?>> STAGES = Stages.inOrder();

    private final int number;

    KeyedStage(int number) {
        this.number = number;
    }

    @Override
    public Iterator<byte[]> call(String key, Iterator<byte[]> events, GroupState<byte[]> state) {
        return run(STAGES.get(number), events, state);
    }

    private static <E extends Event, S> Iterator<byte[]> run(
            Stage<E, S> stage, Iterator<byte[]> events, GroupState<byte[]> state) {
        List<byte[]> out = new ArrayList<>();
        List<E> taken = new ArrayList<>();
        events.forEachRemaining(bytes -> {
            Event event = EventCodec.decode(bytes);
            if (stage.takes().isInstance(event)) {
                taken.add(stage.takes().cast(event));
            } else {
                out.add(bytes);
            }
        });
        if (!taken.isEmpty()) {
            byte[] before = state.exists() ? state.get() : null;
            S after = stage.apply(
                    before == null ? null : stage.decode(before), taken, event -> out.add(EventCodec.encode(event)));
            save(state, before, after == null ? null : stage.encode(after));
        }
        return out.iterator();
    }

    private static void save(GroupState<byte[]> state, byte[] before, byte[] after) {
        if (Arrays.equals(before, after)) {
            return;
        }
        if (after == null) {
            state.remove();
        } else {
            state.update(after);
        }
    }
}
