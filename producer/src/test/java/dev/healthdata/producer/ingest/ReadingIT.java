package dev.healthdata.producer.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.producer.support.VisitsFile;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reads a large file says that it gets on, also where no row is sent for long. */
class ReadingIT {
    /** Of some blocks. */
    private static final int ROWS = 60_000;

    private final TestKafka kafka = TestKafka.shared();

    @TempDir
    private Path directory;

    @BeforeEach
    void reset() {
        kafka.reset(2);
    }

    @Test
    void tellsThatItReadsBeforeTheFirstRowAndUntilThePlaceWhereItGoesOn() throws IOException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), ROWS);
        Told first = new Told(ROWS / 2);
        assertThat(ingest(file, first, first.far::get)).isInstanceOf(Outcome.Stopped.class);
        assertThat(first.readings.get(0)).isGreaterThan(2);

        Told second = new Told(ROWS);
        try (Ingestion ingestion = ingestion(() -> false)) {
            assertThat(ingestion.isBegun(Feed.own(new SourceFile(file)), Tables.named("visits"), second))
                    .isTrue();
        }
        assertThat(second.count).isGreaterThan(2);

        Told third = new Told(ROWS);
        assertThat(ingest(file, third, () -> false)).isInstanceOf(Outcome.Sent.class);
        assertThat(third.readings.get(0)).isGreaterThan(2);
        assertThat(third.readings.get(1) - third.readings.get(0)).isGreaterThan(2);
    }

    private Outcome ingest(Path file, IngestObserver observer, BooleanSupplier stopping) {
        try (Ingestion ingestion = ingestion(stopping)) {
            return ingestion.ingest(Feed.own(new SourceFile(file)), observer);
        }
    }

    private Ingestion ingestion(BooleanSupplier stopping) {
        CsvOptions csv = new CsvOptions(Optional.empty(), Optional.empty(), UTF_8);
        return new Ingestion(
                kafka.client(),
                IngestOptions.of(csv, false),
                new RowRules(Clock.systemUTC(), Severities.defaults()),
                stopping,
                Clock.systemUTC());
    }

    /** Counts how often it is told, and remembers how often it was until the start and each step. */
    private static final class Told implements IngestObserver {
        private final AtomicBoolean far = new AtomicBoolean();
        private final List<Integer> readings = new ArrayList<>();
        private final int enough;
        private int count;

        Told(int enough) {
            this.enough = enough;
        }

        @Override
        public void reading() {
            count++;
        }

        @Override
        public void started(SourceFile file, Fingerprint fingerprint, IngestProgress from) {
            readings.add(count);
        }

        @Override
        public void advanced(IngestProgress now) {
            readings.add(count);
            far.compareAndSet(false, now.rows() >= enough);
        }
    }
}
