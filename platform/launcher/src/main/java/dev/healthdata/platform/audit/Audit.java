package dev.healthdata.platform.audit;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the topics, the database and the aggregates, and says whether the books balance. */
public final class Audit {
    private final TopicReader reader;
    private final SqlAccount sql;
    private final Path processed;
    private final String validator;
    private final CatchUp catchUp;

    /**
     * @param validator the validator's application id
     * @param catchUp waits for what the database and the aggregates have yet to write
     */
    public Audit(TopicReader reader, SqlAccount sql, Path processed, String validator, CatchUp catchUp) {
        this.reader = reader;
        this.sql = sql;
        this.processed = processed;
        this.validator = validator;
        this.catchUp = catchUp;
    }

    /** @throws SQLException if the database does not answer */
    public AuditReport run() throws SQLException, InterruptedException {
        Differences differences = new Differences();
        FileBooks files = new FileBooks();
        Map<String, TableBooks> tables = new LinkedHashMap<>();
        Map<String, Long> onTheirWay = new LinkedHashMap<>();
        Cut cut = Cut.take(reader, validator);
        catchUp.awaitDatabase();
        cut.noteRefusals(reader);
        try (Connection connection = sql.connect()) {
            RefusedRows refused = new RefusedRows();
            for (Table table : Tables.all()) {
                TopicAudit topics = new TopicAudit(reader, table, cut, files);
                DatabaseAudit database = new DatabaseAudit(table, refused);
                try (Buckets buckets = new Buckets()) {
                    topics.readInto(buckets);
                    DatabaseRows.readInto(buckets, connection, table);
                    boolean deletionsKnown = DatabaseRows.readDeletionsInto(buckets, connection, table);
                    Fates fates = new Fates(table, files, deletionsKnown, differences);
                    buckets.forEach((key, books) -> {
                        fates.judge(key, books);
                        database.compare(key, books);
                    });
                    tables.put(table.name(), fates.books());
                }
                database.finish(reader, cut.ends(table.cleanTopic()), differences);
                onTheirWay.put(table.name(), topics.onTheirWay());
            }
            Map<String, Boolean> aggregates = aggregates(connection, refused, differences);
            return new AuditReport(
                    tables,
                    onTheirWay,
                    files.books(),
                    FindingCounts.read(reader, validator),
                    aggregates,
                    refused.count(),
                    differences.list());
        }
    }

    /** Looks again while data flow: they are published now and then, and the database is written all the time. */
    private Map<String, Boolean> aggregates(Connection connection, RefusedRows refused, Differences differences)
            throws SQLException, InterruptedException {
        Map<String, Boolean> equal = new LinkedHashMap<>();
        for (int attempt = 1; ; attempt++) {
            boolean settled = catchUp.settled();
            Differences found = new Differences();
            refused.read(reader);
            for (Aggregate aggregate : Aggregate.values()) {
                equal.put(aggregate.fileName(), AggregateAudit.equal(connection, refused, aggregate, processed, found));
            }
            boolean atRest = settled && catchUp.settled();
            if (!equal.containsValue(false) || atRest || attempt >= catchUp.attempts()) {
                differences.addAll(found);
                if (equal.containsValue(false) && !atRest) {
                    differences.add(catchUp.behind());
                }
                return equal;
            }
            catchUp.pause();
        }
    }
}
