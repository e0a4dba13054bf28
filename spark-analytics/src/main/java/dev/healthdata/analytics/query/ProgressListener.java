package dev.healthdata.analytics.query;

import dev.healthdata.analytics.checkpoint.Offsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/** Spark's word for how the query gets on, in ours. */
final class ProgressListener extends StreamingQueryListener {
    private static final long serialVersionUID = 1L;

    /** Nobody writes a listener down. */
    private final transient QueryObserver observer;

    ProgressListener(QueryObserver observer) {
        this.observer = observer;
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {
        observer.started();
    }

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        StreamingQueryProgress progress = event.progress();
        long took = progress.durationMs().getOrDefault("triggerExecution", 0L);
        observer.batch(Duration.ofMillis(took), behind(progress));
    }

    @Override
    public void onQueryIdle(QueryIdleEvent event) {
        observer.idle();
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {
        // Whoever waits for the query's end hears of it.
    }

    /** Of all partitions: what Spark itself says ({@code maxOffsetsBehindLatest}) is of the one that is furthest behind. */
    private static long behind(String reached, String ends) {
        return Offsets.parse(reached).behind(Offsets.parse(ends)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long behind(StreamingQueryProgress progress) {
        return Arrays.stream(progress.sources())
                .filter(source -> source.endOffset() != null && source.latestOffset() != null)
                .mapToLong(source -> behind(source.endOffset(), source.latestOffset()))
                .sum();
    }
}
