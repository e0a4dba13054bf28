package dev.healthdata.platform.audit;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the topics, the database and the aggregates, and says whether the books balance. */
public final class Audit {
    private final TopicReader reader;
    private final SqlAccount sql;
    private final Path processed;
    private final String validator;

    /** @param validator the validator's application id */
    public Audit(TopicReader reader, SqlAccount sql, Path processed, String validator) {
        this.reader = reader;
        this.sql = sql;
        this.processed = processed;
        this.validator = validator;
    }

    /** @throws SQLException if the database does not answer */
    public AuditReport run() throws SQLException {
        Differences differences = new Differences();
        Map<String, TableBooks> tables = new LinkedHashMap<>();
        Map<String, Boolean> aggregates = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(sql.url(), sql.user(), sql.password())) {
            for (Table table : Tables.all()) {
                tables.put(table.name(), audit(connection, table, differences));
            }
            for (Aggregate aggregate : Aggregate.values()) {
                aggregates.put(
                        aggregate.fileName(), AggregateAudit.equal(connection, aggregate, processed, differences));
            }
        }
        return new AuditReport(tables, FindingCounts.read(reader, validator), aggregates, differences.list());
    }

    private TableBooks audit(Connection connection, Table table, Differences differences) throws SQLException {
        TableTopics topics = new TableTopics(reader, table);
        Map<String, TableTopics.Clean> clean = topics.clean();
        FateCount fates = new FateCount(table, clean, topics.openDeadLetters(), topics.waiting(validator), differences);
        topics.raw(fates::add);
        DatabaseAudit.compare(connection, table, clean, differences);
        return fates.books();
    }
}
