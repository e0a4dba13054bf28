package dev.healthdata.sink.check;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.records.topic.Topics;
import dev.healthdata.sink.check.Problems.Problem;
import dev.healthdata.sink.sql.Database;
import dev.healthdata.sink.sql.DeletedRows;
import dev.healthdata.sink.sql.SqlFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database without a row whose group has read on: the one before it was lost, and what that had is not read again. Then the
 * group begins anew. The clean topics have the newest version of each row, and to read too much loses nothing: no older version
 * overwrites a newer one.
 */
public final class EmptyDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(EmptyDatabase.class);

    /** As long as Kafka may take to notice that a sink before this one was killed. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long PAUSE_MILLIS = 500;

    private final Database database;
    private final Admin admin;
    private final String group;

    private EmptyDatabase(Database database, Admin admin, String group) {
        this.database = database;
        this.admin = admin;
        this.group = group;
    }

    /**
     * To be called before this process is in the group.
     *
     * @param kafka client properties
     * @param problems what keeps it from beginning anew is added to these
     */
    public static void fill(Database database, Map<String, Object> kafka, String group, List<Problem> problems) {
        try (Admin admin = Admin.create(kafka)) {
            new EmptyDatabase(database, admin, group).beginAnew(problems);
        } catch (SQLException e) {
            problems.add(new Problem(
                    DatabaseCheck.URL,
                    "the server does not answer (" + SqlFailure.of(e).reference() + ").",
                    true));
        } catch (ExecutionException e) {
            problems.add(new Problem(
                    key(group),
                    "is to read from the beginning, since the database has no row, and Kafka does not let it ("
                            + e.getCause().getClass().getSimpleName()
                            + "). The account needs READ and DELETE on the group; or reset its offsets:"
                            + " docs/operations.md, \"Database lost or changed\".",
                    e.getCause() instanceof RetriableException));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String key(String group) {
        return "group " + group;
    }

    /** Another sink may have done so, and stored rows, by the time of the next look. */
    private void beginAnew(List<Problem> problems) throws SQLException, ExecutionException, InterruptedException {
        long start = System.nanoTime();
        while (isEmpty(database)) {
            Set<TopicPartition> read = read();
            if (read.isEmpty() || isForgotten(read)) {
                return;
            }
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                problems.add(new Problem(
                        key(group),
                        "is to read from the beginning, since the database has no row, and has other members. Stop all of"
                                + " them; what was killed counts until its session.timeout.ms is over.",
                        true));
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean isEmpty(Database database) throws SQLException {
        String rows = Stream.concat(Tables.all().stream().map(Table::name), Stream.of(DeletedRows.TABLE))
                .map(table -> "EXISTS (SELECT 1 FROM " + table + ")")
                .collect(Collectors.joining(" OR ", "SELECT ", ""));
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(rows)) {
            return found.next() && !found.getBoolean(1);
        }
    }

    /** Where it is not at the beginning. */
    private Set<TopicPartition> read() throws ExecutionException, InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(place -> Topics.clean().contains(place.getKey().topic()))
                    .filter(place ->
                            place.getValue() != null && place.getValue().offset() > 0)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Set.of();
            }
            throw e;
        }
    }

    /** False as long as the group has members. */
    private boolean isForgotten(Set<TopicPartition> read) throws ExecutionException, InterruptedException {
        try {
            admin.deleteConsumerGroupOffsets(group, read).all().get();
            LOG.warn("the database has no row, though the group {} had read on: all is read again", group);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupSubscribedToTopicException
                    || e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            throw e;
        }
    }
}
