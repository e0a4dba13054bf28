package dev.healthdata.benchmark.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The result for a terminal. */
final class Table {
    private Table() {}

    static List<String> of(List<Standing> standings) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "                               rows/s (min..max)          ratio  seconds  cpu s  broker cpu s  database cpu s  peak MiB");
        for (Standing each : standings) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-28s %,8.0f (%,.0f..%,.0f) %8.2f %8.1f %6.1f %10.1f %14.1f %10.0f",
                    each.contender(),
                    each.rowsPerSecond().median(),
                    each.rowsPerSecond().min(),
                    each.rowsPerSecond().max(),
                    each.ratio(),
                    each.seconds().median(),
                    each.cpuSeconds().median(),
                    each.brokerCpuSeconds().median(),
                    each.databaseCpuSeconds().median(),
                    each.peakMib().median()));
        }
        return lines;
    }
}
