package dev.healthdata.sink.consume;

import dev.healthdata.sink.sql.SqlFailure;
import dev.healthdata.sink.write.Written;
import java.util.stream.Collectors;

/**
 * When the database refuses most rows, something is wrong with the tables, not with the rows. Then the sink stops rather
 * than drain the topics into the dead letters.
 */
final class MassRefusal {
    private static final int AT_LEAST = 100;

    private MassRefusal() {}

    /** @throws SinkStopped if more than half of at least {@value #AT_LEAST} rows were refused */
    static void check(Written result) {
        int refused = result.rejected().size();
        int all = refused + result.stored();
        if (all < AT_LEAST || refused * 2 <= all) {
            return;
        }
        String errors = result.rejected().stream()
                .map(Written.Rejected::failure)
                .map(SqlFailure::reference)
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
        throw new SinkStopped("the database refuses " + refused + " of " + all + " rows: " + errors
                + ". Compare its tables with sql/schema.sql; none of these rows has been dead-lettered.");
    }
}
