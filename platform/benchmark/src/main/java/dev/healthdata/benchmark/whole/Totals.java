package dev.healthdata.benchmark.whole;

import dev.healthdata.benchmark.measure.Growth;
import dev.healthdata.benchmark.measure.Report;
import dev.healthdata.benchmark.measure.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What runs of several sizes come to.
 *
 * @param nothing a feed of next to nothing
 */
record Totals(String database, Size nothing, List<Size> sizes) {
    /** Runs of one size. */
    record Size(long rows, Spread seconds, Spread cpuSeconds, Spread peakMib) {
        static Size of(long rows, List<Once> runs) {
            return new Size(rows, spread(runs, Once::seconds), spread(runs, Once::cpuSeconds), spread(runs, once ->
                    (double) once.peakMib()));
        }

        private static Spread spread(List<Once> runs, ToDoubleFunction<Once> figure) {
            return Spread.of(runs.stream().mapToDouble(figure).toArray());
        }
    }

    Report report() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("database", database);
        data.put("nothing", nothing);
        data.put("sizes", sizes.stream().map(this::figures).toList());
        data.put("exponents", exponents());
        return new Report(data, lines());
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("up --once, database " + database);
        lines.add("        rows    seconds (min..max)   at work   rows/s at work   cpu s   peak MiB");
        lines.add(line(nothing, ""));
        sizes.forEach(size -> lines.add(line(
                size,
                working(size) > 0
                        ? String.format(Locale.ROOT, "%7.1f %,16.0f", working(size), size.rows() / working(size))
                        : "")));
        lines.addAll(Growth.lines(exponents()));
        return lines;
    }

    private static String line(Size size, String work) {
        return String.format(
                Locale.ROOT,
                "%,12d %10.1f (%.1f..%.1f) %26s %7.1f %10.0f",
                size.rows(),
                size.seconds().median(),
                size.seconds().min(),
                size.seconds().max(),
                work,
                size.cpuSeconds().median(),
                size.peakMib().median());
    }

    private Map<String, Object> figures(Size size) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows", size.rows());
        figures.put("seconds", size.seconds());
        figures.put("cpuSeconds", size.cpuSeconds());
        figures.put("peakMib", size.peakMib());
        if (working(size) > 0) {
            figures.put("secondsAtWork", working(size));
            figures.put("rowsPerSecondAtWork", size.rows() / working(size));
        }
        return figures;
    }

    /** Without what start and end take. */
    private double working(Size size) {
        return size.seconds().median() - nothing.seconds().median();
    }

    /** By cost; none where there are not two sizes, or a cost is not known or too small to be seen. */
    private Map<String, Double> exponents() {
        Map<String, ToDoubleFunction<Size>> costs = new LinkedHashMap<>();
        costs.put("time at work", this::working);
        costs.put(
                "processor time at work",
                size -> size.cpuSeconds().median() - nothing.cpuSeconds().median());
        costs.put("resident memory", size -> size.peakMib().median());
        return Growth.exponents(sizes, Size::rows, costs);
    }
}
