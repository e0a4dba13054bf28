package dev.healthdata.benchmark.sink;

import dev.healthdata.benchmark.measure.Directories;
import dev.healthdata.benchmark.setup.Bad;
import dev.healthdata.benchmark.setup.CleanBroker;
import dev.healthdata.benchmark.setup.Rows;
import dev.healthdata.benchmark.setup.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** What the sink asks of the database for a thousand rows, its start included: counts, which no other work on the machine changes. */
public final class SinkCounts {
    private static final double THOUSAND = 1_000;

    /** By what they are called in the result. */
    private static final Map<String, String> COUNTS = Map.of(
            "roundTrips", "questions",
            "inserts", "com_insert",
            "selects", "com_select",
            "transactions", "com_commit");

    private final Path home;
    private final Path work;

    public SinkCounts(Path home, Path work) {
        this.home = home;
        this.work = work;
    }

    /** @param scale 1 for 91,000 rows */
    public Map<String, Double> perThousandRows(double scale) throws IOException, InterruptedException, SQLException {
        Rows rows = new Rows(scale, Bad.NONE);
        CleanBroker broker = new CleanBroker(home, work);
        Path filled = Directories.fresh(work.resolve("counted")).resolve("clean");
        broker.fill(filled, rows);
        try (Target target = Target.open(home, work)) {
            target.clear();
            ServerStatus before = ServerStatus.read(target.sql());
            new SinkRun(home, work, target, broker, false, "").measure(filled, "counted", rows.count());
            ServerStatus after = ServerStatus.read(target.sql());
            if (target.rows() != rows.count()) {
                throw new IllegalStateException(target.rows() + " of " + rows.count() + " rows are stored");
            }
            target.clear();
            Map<String, Double> counts = new TreeMap<>();
            COUNTS.forEach((name, status) -> counts.put(name, after.since(before, status) * THOUSAND / rows.count()));
            return counts;
        } finally {
            Directories.delete(filled.getParent());
        }
    }
}
