package dev.healthdata.platform.audit;

import dev.healthdata.platform.audit.Story.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Adds to a story what the database has and had of its row. */
final class DatabaseStory {
    private DatabaseStory() {}

    static void tell(Story story, Connection connection) throws SQLException {
        String id = story.table.idColumn().name();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT version FROM " + story.table.name() + " WHERE " + id + " = ?")) {
            select.setString(1, story.key);
            try (ResultSet row = select.executeQuery()) {
                story.stored = row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT version, tombstone_offset, tombstone_time FROM deleted_rows"
                        + " WHERE table_name = ? AND row_id = ?")) {
            select.setString(1, story.table.name());
            select.setString(2, story.key);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    deletion(story, row.getLong(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3)));
                }
            }
        } catch (SQLSyntaxErrorException e) {
            story.deletionsKnown = false; // denied, or no such table: the same class of SQL states
        }
    }

    /** A step of its own, unless the clean topic still has the record that deleted it. */
    private static void deletion(Story story, long version, long offset, Instant time) {
        story.books.deletionRemembered = true;
        if (story.steps.stream()
                .noneMatch(
                        step -> step.what().equals(Story.DELETED) && step.time().equals(time))) {
            story.steps.add(new Step(
                    time,
                    story.table.cleanTopic() + ", offset " + offset,
                    Story.DELETED + (version < 0 ? "" : ", version " + version + " and older")));
            story.steps.sort(Comparator.comparing(Step::time));
        }
    }
}
