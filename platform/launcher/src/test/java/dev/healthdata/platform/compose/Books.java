package dev.healthdata.platform.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.healthdata.platform.compose.Docker.Result;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What the audit says of a stack. */
record Books(JsonNode json) {
    private static final Duration SETTLED = Duration.ofMinutes(8);

    /** Waits until every row has its fate and is where it belongs, and as many were read as there are. */
    static Books awaitBalanced(Stack stack, long rows) throws SQLException {
        try (StoredRows stored = new StoredRows(stack.sql())) {
            stored.awaitRest();
            return Awaitility.await("the books balance, and nothing is on its way")
                    .atMost(SETTLED)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> read(stack), books -> books != null && books.areOf(rows));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(stack.cli("audit").output() + "\n" + stack.logs(), e);
        }
    }

    /** Null where they do not balance. */
    private static Books read(Stack stack) throws IOException {
        Result audit = stack.cli("audit", "--json");
        // Warnings may stand before it.
        return audit.code() == 0
                ? new Books(new ObjectMapper()
                        .readTree(audit.output().substring(audit.output().indexOf('{'))))
                : null;
    }

    /** Rows that the grace period still runs for are waiting, and balanced; they are to be dead letters by then. */
    private boolean areOf(long rows) {
        return sum("waiting") == 0 && sum("rows") == rows;
    }

    /** Of all tables. */
    long sum(String fate) {
        long sum = 0;
        for (JsonNode table : json.get("tables")) {
            sum += table.get(fate).asLong();
        }
        return sum;
    }
}
