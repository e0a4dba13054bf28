package dev.healthdata.benchmark;

import dev.healthdata.benchmark.analytics.AnalyticsBenchmark;
import dev.healthdata.benchmark.measure.Report;
import java.util.List;
import picocli.CommandLine.Option;

/** Of the part {@code analytics}. */
final class AnalyticsOptions {
    @Option(
            names = "--analytics-rows",
            paramLabel = "N",
            defaultValue = "100000,1000000",
            split = ",",
            description = "analytics: about how many rows there are (default: ${DEFAULT-VALUE})")
    private List<Long> rows;

    @Option(
            names = "--batches",
            paramLabel = "N",
            defaultValue = "50",
            description = "analytics: micro-batches of 100 corrections (default: ${DEFAULT-VALUE})")
    private int batches;

    void refuse(List<String> problems) {
        if (rows.stream().anyMatch(each -> each < 1)) {
            problems.add("--analytics-rows must be at least 1");
        }
        if (batches < 1) {
            problems.add("--batches must be at least 1");
        }
    }

    /** @param whole has the rate that freshness is measured at, and for how long */
    Report measure(Work work, WholeOptions whole) throws Exception {
        return new AnalyticsBenchmark(work.home(), work.directory(), work.say())
                .run(new AnalyticsBenchmark.Plan(
                        rows, batches, work.runs(), whole.rate(), whole.seconds(), whole.warmUp()));
    }
}
