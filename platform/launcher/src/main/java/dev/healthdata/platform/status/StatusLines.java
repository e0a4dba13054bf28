package dev.healthdata.platform.status;

import dev.healthdata.platform.books.CleanEnds.Behind;
import dev.healthdata.platform.books.Tallies;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The state of the platform in a few lines. */
public final class StatusLines {
    private StatusLines() {}

    public static List<String> of(Tallies.Reading reading, Behind behind) {
        List<String> lines = new ArrayList<>();
        lines.add(row("", "rows in", "clean", "waiting", "dead letters"));
        for (Table table : Tables.all()) {
            lines.add(row(table.name(), reading.of(table)));
        }
        lines.add("database " + behind(behind.database()) + ", aggregates " + behind(behind.aggregates())
                + behind.aggregatesAsOf().map(time -> ", as of " + time).orElse(""));
        return lines;
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
        return records == 0 ? "up to date" : count(records) + " behind";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
