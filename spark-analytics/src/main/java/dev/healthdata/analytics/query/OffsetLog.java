package dev.healthdata.analytics.query;

import dev.healthdata.analytics.checkpoint.Offsets;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.OffsetSeq;
import org.apache.spark.sql.execution.streaming.OffsetSeqLog;

/** Up to where each batch reads. Spark writes it down before the batch runs, and keeps to it when it runs again. */
final class OffsetLog {
    private final OffsetSeqLog log;

    /** @param checkpoint Spark's own */
    OffsetLog(SparkSession spark, String checkpoint) {
        this.log = new OffsetSeqLog(spark, checkpoint + "/offsets");
    }

    /** Empty where the batch is not, or no longer, in the log. */
    Optional<Offsets> of(long batch) {
        if (batch < 0) {
            return Optional.empty();
        }
        scala.Option<OffsetSeq> entry = log.get(batch);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        // The query has one source, so there is one set of offsets.
        return Optional.of(Offsets.parse(entry.get().offsets().head().get().json()));
    }
}
