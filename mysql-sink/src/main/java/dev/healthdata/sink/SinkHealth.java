package dev.healthdata.sink;

import dev.healthdata.observability.Health;
import dev.healthdata.sink.consume.Progress;
import dev.healthdata.sink.consume.State;
import dev.healthdata.sink.sql.Database;

/** Whether rows get into the database, or would if there were any. */
final class SinkHealth {
    private final Progress progress;
    private final Database database;
    private final SinkMetrics metrics;

    SinkHealth(Progress progress, Database database, SinkMetrics metrics) {
        this.progress = progress;
        this.database = database;
        this.metrics = metrics;
    }

    Health now() {
        State state = progress.state();
        return new Health.Builder()
                .problems(metrics.consumerProblems())
                .problemIf(!database.answers(), "the database does not answer")
                .problemIf(state == State.RETRYING, "the database does not take rows")
                .problemIf(state == State.UNHEALTHY, "rows wait for too long for rows that they refer to")
                .detail("state", state)
                .detail("written", progress.written())
                .detail("held", progress.held())
                .build();
    }
}
