package dev.healthdata.platform.up;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.status.Console;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/**
 * A database without a row, because the one before it was lost, or without those that another one was given. The clean topics
 * have the newest version of each row, so the sink is to read them from their beginning, wherever it was. To read too much
 * loses nothing: no older version overwrites a newer one.
 */
final class EmptyDatabase {
    /** As long as Kafka may take to notice that a sink of an earlier run was killed. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long PAUSE_MILLIS = 500;

    private EmptyDatabase() {}

    /** False, too, where it cannot be asked: what is wrong with it, the sink says at its start. */
    static boolean isEmpty(SqlAccount sql) {
        String rows = Stream.concat(Tables.all().stream().map(Table::name), Stream.of("deleted_rows"))
                .map(table -> "EXISTS (SELECT 1 FROM " + table + ")")
                .collect(Collectors.joining(" OR ", "SELECT ", ""));
        try (Connection connection = sql.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(rows)) {
            return found.next() && !found.getBoolean(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Forgets where the sink was. Its group must have no members.
     *
     * @param why for people
     * @throws IllegalStateException if Kafka refuses
     */
    static void fill(Map<String, Object> client, String group, String why, Console console)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try (Admin admin = Admin.create(client)) {
            while (true) {
                try {
                    admin.deleteConsumerGroups(List.of(group)).all().get();
                    console.note(why + ": it is filled again from the topics");
                    return;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof GroupIdNotFoundException) {
                        return; // it never was anywhere
                    }
                    if (!(e.getCause() instanceof GroupNotEmptyException) || System.nanoTime() > deadline) {
                        throw new IllegalStateException(
                                why + ", and " + group + " cannot be told to read the topics again: "
                                        + e.getCause().getClass().getSimpleName()
                                        + "; stop every other " + group + ", and start 'up' again",
                                e);
                    }
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        }
    }
}
