package dev.healthdata.platform.audit;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the topics, the database and the aggregates, and says whether the books balance. */
public final class Audit {
    /** Each holds some megabytes, and a part of its table's keys. */
    private static final int MOST_AT_ONCE = 2;

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
        RefusedRows refused = new RefusedRows();
        Map<String, TableBooks> tables = new LinkedHashMap<>();
        Map<String, Long> onTheirWay = new LinkedHashMap<>();
        Cut cut = Cut.take(reader, validator);
        long lacking = catchUp.awaitDatabase();
        cut.noteRefusals(reader);
        List<TableAudit> audits = judge(cut);
        if (lacking > 0 && audits.stream().anyMatch(each -> !each.differences.isEmpty())) {
            // First, as the next ones may be thousands.
            differences.add(CatchUp.late(lacking));
        }
        for (TableAudit each : audits) {
            tables.put(each.table.name(), each.books);
            onTheirWay.put(each.table.name(), each.onTheirWay);
            files.addAll(each.files);
            refused.addAll(each.refused);
            differences.addAll(each.differences);
        }
        try (Connection connection = sql.connect()) {
            Map<String, Boolean> aggregates = aggregates(connection, cut, refused, differences);
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

    /** Several tables at once, the largest first: those that refer to others are. In the order of the tables. */
    private List<TableAudit> judge(Cut cut) throws SQLException, InterruptedException {
        List<Table> parentsFirst = Tables.all();
        List<Future<TableAudit>> audits = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors()));
        try {
            for (int i = parentsFirst.size() - 1; i >= 0; i--) {
                audits.add(threads.submit(new TableAudit(reader, sql, cut, parentsFirst.get(i))));
            }
            List<TableAudit> judged = new ArrayList<>();
            for (Future<TableAudit> each : audits) {
                judged.add(0, each.get());
            }
            return judged;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException wrong) {
                throw wrong;
            }
            throw e.getCause() instanceof RuntimeException wrong ? wrong : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Looks again while data flow: they are published now and then, and the database is written all the time. */
    private Map<String, Boolean> aggregates(
            Connection connection, Cut cut, RefusedRows refused, Differences differences)
            throws SQLException, InterruptedException {
        Map<String, Boolean> equal = new LinkedHashMap<>();
        long deadline = System.nanoTime() + catchUp.patience().toNanos();
        while (true) {
            boolean settled = catchUp.settled();
            Differences found = new Differences();
            cut.readNewRefusals(reader, refused::addSince);
            refused.read(reader);
            for (Aggregate aggregate : Aggregate.values()) {
                equal.put(aggregate.fileName(), AggregateAudit.equal(connection, refused, aggregate, processed, found));
            }
            boolean atRest = settled && catchUp.settled();
            if (!equal.containsValue(false) || atRest || System.nanoTime() - deadline >= 0) {
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
