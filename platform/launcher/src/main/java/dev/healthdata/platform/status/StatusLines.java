package dev.healthdata.platform.status;

import dev.healthdata.platform.books.CleanEnds.Behind;
import dev.healthdata.platform.books.Tallies;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The state of the platform in a few lines. */
public final class StatusLines {
    private static final int MAX_HALTED = 5;

    private StatusLines() {}

    /** @param halted files of which the rest is held back */
    public static List<String> of(Tallies.Reading reading, Behind behind, List<IngestProgress> halted) {
        List<String> lines = new ArrayList<>();
        lines.add(row("", "rows in", "clean", "waiting", "dead letters"));
        for (Table table : Tables.all()) {
            lines.add(row(table.name(), reading.of(table)));
        }
        lines.add("database " + behind(behind.database()) + ", aggregates " + behind(behind.aggregates())
                + behind.aggregatesAsOf().map(time -> ", as of " + time).orElse(""));
        lines.addAll(halted(halted));
        return lines;
    }

    /** A line for each halted file, but for many. */
    public static List<String> halted(List<IngestProgress> halted) {
        List<String> lines = new ArrayList<>();
        halted.stream().limit(MAX_HALTED).map(StatusLines::halted).forEach(lines::add);
        if (halted.size() > MAX_HALTED) {
            lines.add("halted: " + count(halted.size() - MAX_HALTED) + " more files");
        }
        return lines;
    }

    private static String halted(IngestProgress books) {
        return "halted: " + books.file() + " after line " + count(books.lines()) + ", " + count(books.rejected())
                + " of " + count(books.records()) + " rows rejected; './healthcare replay --force --table "
                + books.table()
                + " FILE' goes on";
    }

    private static String row(String name, Tally tally) {
        return row(
                name,
                count(tally.rows()),
                count(tally.clean()),
                count(tally.waiting() - tally.overdue()),
                count(tally.openDeadLetters()));
    }

    private static String row(String name, String rows, String clean, String waiting, String deadLetters) {
        return String.format(Locale.ROOT, "%-12s %12s %12s %12s %13s", name, rows, clean, waiting, deadLetters);
    }

    private static String behind(long records) {
        if (records < 0) {
            return "ahead of the clean topics: of another Kafka, or these were made anew";
        }
        return records == 0 ? "up to date" : count(records) + " behind";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
