package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.analytics.workload.RandomWorkload;
import dev.healthdata.records.aggregate.Aggregate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.streaming.StreamingQueryException;

/** Ends a query at a moment of a batch. */
final class Crash {
    private Crash() {}

    /** Runs a batch to each of its moments and ends it there, each after changes of its own. */
    static void atEveryStep(Platform platform, RandomWorkload workload) {
        for (Step step : Step.values()) {
            platform.write(workload.correctionsAndDeletions(200));
            int nth = step == Step.BEFORE_FILE ? 3 : 1;

            assertThatThrownBy(() -> platform.runOnce(at(step, nth))).isInstanceOf(StreamingQueryException.class);
        }
    }

    /** Begins a rebuild after changes, ends it in its midst, and makes sure that the old files are there still. */
    static void inTheMidstOfARebuild(Platform platform, RandomWorkload workload) throws Exception {
        Map<Aggregate, String> old = platform.files();
        platform.write(workload.correctionsAndDeletions(50));

        platform.checkpoint().rebuild(platform.kafka().ends());
        assertThatThrownBy(() -> platform.runOnce(100, at(Step.SNAPSHOT_STORED, 2)))
                .isInstanceOf(StreamingQueryException.class);
        assertThat(platform.files()).isEqualTo(old);
    }

    /** @param nth time that the moment comes in a batch */
    static Step.Observer at(Step end, int nth) {
        return at(end, nth, false);
    }

    /** The same while what there is is published at the start, before any batch. */
    static Step.Observer atTheStart(Step end, int nth) {
        return at(end, nth, true);
    }

    private static Step.Observer at(Step end, int nth, boolean start) {
        AtomicInteger left = new AtomicInteger(nth);
        return (batch, step) -> {
            if (step == end && (batch == Step.NO_BATCH) == start && left.decrementAndGet() == 0) {
                throw new IllegalStateException("ends at " + step);
            }
        };
    }
}
