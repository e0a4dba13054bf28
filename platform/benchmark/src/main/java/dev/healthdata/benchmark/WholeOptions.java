package dev.healthdata.benchmark;

import dev.healthdata.benchmark.measure.Report;
import dev.healthdata.benchmark.setup.Bad;
import dev.healthdata.benchmark.setup.Rows;
import dev.healthdata.benchmark.whole.LatencyBenchmark;
import dev.healthdata.benchmark.whole.TotalBenchmark;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Option;

/** Of the parts {@code total} and {@code latency}. */
final class WholeOptions {
    @Option(
            names = "--sizes",
            paramLabel = "N",
            defaultValue = "1,3,10",
            split = ",",
            description = "total: feeds, times 91,000 rows each (default: ${DEFAULT-VALUE})")
    private List<Double> sizes;

    @Option(
            names = "--stored",
            paramLabel = "N",
            defaultValue = "1",
            description = "latency: times 91,000 rows that are stored before it begins (default: ${DEFAULT-VALUE})")
    private double stored;

    @Option(
            names = "--block",
            paramLabel = "ROWS",
            defaultValue = "200000",
            description = "latency: come at once, --runs times, for the rows per second of a platform that is warm;"
                    + " 0 for none (default: ${DEFAULT-VALUE})")
    private long block;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "2000",
            split = ",",
            description = "latency: rows per second; several one after the other (default: ${DEFAULT-VALUE})")
    private List<Double> rates;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "latency: of each rate (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "15",
            description = "latency: seconds of each rate before those that count (default: ${DEFAULT-VALUE})")
    private double warmUp;

    void refuse(List<String> problems) {
        if (sizes.stream().anyMatch(size -> !(size > 0))) {
            problems.add("--sizes must be above 0");
        }
        if (!(stored > 0)) {
            problems.add("--stored must be above 0");
        }
        if (block < 0) {
            problems.add("--block must not be below 0");
        }
        if (rates.stream().anyMatch(rate -> !(rate > 0))) {
            problems.add("--rate must be above 0");
        }
        if (!(seconds > 0) || !(warmUp >= 0)) {
            problems.add("--seconds must be above 0, --warm-up not below");
        }
    }

    Report total(Work work) throws IOException, InterruptedException, SQLException {
        return new TotalBenchmark(work.home(), work.directory(), work.say(), work.database()).run(sizes, work.runs());
    }

    Report latency(Work work) throws IOException, InterruptedException, SQLException {
        LatencyBenchmark benchmark = new LatencyBenchmark(work.home(), work.directory(), work.say(), work.database());
        return benchmark.run(new LatencyBenchmark.Plan(
                new Rows(stored, Bad.NONE), block, block == 0 ? 0 : work.runs(), rates, seconds, warmUp));
    }

    /** The first rate. */
    double rate() {
        return rates.get(0);
    }

    double seconds() {
        return seconds;
    }

    double warmUp() {
        return warmUp;
    }
}
