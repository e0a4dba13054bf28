package dev.healthdata.platform.audit;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/** Judges the rows of one table, beside those of others: all that it fills is its own. */
final class TableAudit implements Callable<TableAudit> {
    private final TopicReader origin;
    private final SqlAccount sql;
    private final Cut cut;
    final Table table;
    final FileBooks files = new FileBooks();
    final RefusedRows refused = new RefusedRows();
    final Differences differences = new Differences();
    TableBooks books;
    long onTheirWay;

    /** @param origin whose Kafka is read, by another reader */
    TableAudit(TopicReader origin, SqlAccount sql, Cut cut, Table table) {
        this.origin = origin;
        this.sql = sql;
        this.cut = cut;
        this.table = table;
    }

    @Override
    public TableAudit call() throws SQLException {
        try (TopicReader reader = origin.another();
                Buckets buckets = new Buckets()) {
            TopicAudit topics = new TopicAudit(reader, table, cut, files);
            topics.readInto(buckets);
            boolean deletionsKnown = readDatabaseInto(buckets);
            Fates fates = new Fates(table, files, deletionsKnown, differences);
            DatabaseAudit database = new DatabaseAudit(table, refused);
            buckets.forEach((key, said) -> {
                fates.judge(key, said);
                database.compare(key, said);
            });
            database.finish(reader, cut.ends(table.cleanTopic()), differences);
            books = fates.books();
            onTheirWay = topics.onTheirWay();
        }
        return this;
    }

    /** By a connection of its own: one that was idle for as long as topics are read, somebody may have cut. */
    private boolean readDatabaseInto(Buckets buckets) throws SQLException {
        try (Connection connection = sql.connect()) {
            DatabaseRows.readInto(buckets, connection, table);
            return DatabaseRows.readDeletionsInto(buckets, connection, table);
        }
    }
}
