package dev.healthdata.analytics;

import dev.healthdata.analytics.query.QueryObserver;
import dev.healthdata.records.process.Parent;
import java.time.Duration;

/** Passes on what the query tells, to those who ask for health and metrics and to whoever started this process. */
record Told(QueryMetrics metrics, Parent parent) implements QueryObserver {
    @Override
    public void started() {
        metrics.started();
    }

    @Override
    public void batch(Duration took, long behind) {
        metrics.batch(took, behind);
    }

    @Override
    public void idle() {
        metrics.idle();
    }

    @Override
    public void published(String json) {
        metrics.published(json);
        parent.progress(json);
    }

    @Override
    public void heldBack(String why) {
        metrics.heldBack(why);
        parent.note("spark-analytics: " + why);
    }
}
