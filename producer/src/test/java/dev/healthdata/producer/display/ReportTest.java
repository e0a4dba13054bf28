package dev.healthdata.producer.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.ingest.Outcome;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.records.ledger.IngestProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final StringWriter out = new StringWriter();
    private final Report report = new Report(new PrintWriter(out, true), List.of());

    @Test
    void rowsThatAnEarlierProcessSentDoNotMakeThisOneFaster() {
        IngestProgress books = new IngestProgress(
                "visits.csv",
                "visits",
                "",
                0,
                0,
                1000,
                0,
                0,
                0,
                0,
                IngestProgress.State.DONE,
                Instant.EPOCH,
                Instant.EPOCH);
        report.finished(
                Feed.own(new SourceFile(Path.of("visits.csv"))), new Outcome.Sent(books, 900, Duration.ofSeconds(1)));

        report.summary();

        assertThat(out.toString().lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("in 1.0 s (100 rows/s)"));
    }
}
