package dev.healthdata.producer.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.observability.Observability;
import dev.healthdata.observability.PartMetric;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.ingest.Outcome;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.producer.mapping.Feeds;
import dev.healthdata.producer.mapping.Mapping;
import dev.healthdata.records.ledger.IngestProgress;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsDisplayTest {
    private static final SourceFile FILE = new SourceFile(Path.of("visits.csv"));

    private static final Feed FEED = Feed.own(FILE);

    private final MeterRegistry registry = Observability.silent().registry();
    private final MetricsDisplay display = new MetricsDisplay(registry, Clock.systemUTC());

    @Test
    void rowsThatAnEarlierProcessSentAreNotCountedAgain() {
        display.started(FILE, null, progress(400, 5));
        display.advanced(progress(700, 6));
        display.finished(FEED, new Outcome.Sent(progress(1000, 10), 405, Duration.ZERO));
        assertThat(sent("row")).isEqualTo(600);
        assertThat(sent("malformed")).isEqualTo(5);
    }

    @Test
    void rowsOfATransactionThatFailedAreCountedOnceThoughTheyAreSentAgain() {
        display.started(FILE, null, progress(0, 0));
        display.advanced(progress(700, 6));
        display.advanced(progress(100, 1));
        display.finished(FEED, new Outcome.Sent(progress(1000, 10), 0, Duration.ZERO));
        assertThat(sent("row")).isEqualTo(1000);
        assertThat(sent("malformed")).isEqualTo(10);
    }

    @Test
    void aHaltedFileIsCountedUntilItIsSent() {
        display.started(FILE, null, progress(0, 0));
        display.finished(FEED, new Outcome.Halted("key", progress(1000, 0), 0, Duration.ZERO));
        assertThat(halted()).isEqualTo(1);
        display.finished(FEED, new Outcome.Halted("key", progress(1000, 0), 1000, Duration.ZERO));
        assertThat(halted()).isEqualTo(1);
        assertThat(sent("row")).isEqualTo(1000);
        display.started(FILE, null, progress(1000, 0));
        display.finished(FEED, new Outcome.Sent(progress(2000, 0), 1000, Duration.ZERO));
        assertThat(halted()).isZero();
        assertThat(sent("row")).isEqualTo(2000);
    }

    @Test
    void aFileOfTwoTablesIsCountedAsLongAsOneOfThemIsHalted(@TempDir Path directory) throws IOException {
        String way = """
                  - table: %s
                    file: people.csv
                    columns: {%s}
                """;
        Path yaml = Files.writeString(
                directory.resolve("mapping.yml"),
                "tables:\n"
                        + way.formatted("doctors", "doctor_id: A, name: B, specialization: C, hospital: D")
                        + way.formatted(
                                "patients", "patient_id: A, name: B, gender: C, dob: D, blood_group: E, city: F"));
        Feeds feeds = new Feeds(Mapping.read(yaml, new ArrayList<>()), Optional.empty());
        SourceFile people = new SourceFile(directory.resolve("people.csv"));

        display.finished(feeds.of(people).get(0), new Outcome.Halted("1", progress(1000, 0), 0, Duration.ZERO));
        display.finished(feeds.of(people).get(1), new Outcome.Sent(progress(1000, 0), 0, Duration.ZERO));
        assertThat(halted()).isEqualTo(1);

        display.finished(feeds.of(people).get(0), new Outcome.Sent(progress(2000, 0), 1000, Duration.ZERO));
        assertThat(halted()).isZero();
    }

    @Test
    void aHaltedFileIsCountedUntilAnotherProcessGoesOnWithIt() {
        display.finished(FEED, new Outcome.Halted("key", progress(1000, 0), 0, Duration.ZERO));
        display.looked(key -> false);
        assertThat(halted()).isEqualTo(1);
        display.looked("key"::equals);
        assertThat(halted()).isZero();
    }

    @Test
    void withoutKafkaItIsUnwell() {
        assertThat(display.health(true).isHealthy()).isTrue();
        assertThat(display.health(false).problems()).containsExactly("Kafka does not answer");
    }

    @Test
    void oneThatHasNotLookedForLongIsUnwell() {
        Clock[] clock = {Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)};
        MetricsDisplay stuck = new MetricsDisplay(Observability.silent().registry(), new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return clock[0].instant();
            }
        });
        clock[0] = Clock.fixed(Instant.EPOCH.plusSeconds(61), ZoneOffset.UTC);
        assertThat(stuck.health(true).problems())
                .containsExactly("it has neither looked for files nor read or sent rows for 61 s");
        stuck.looked(key -> false);
        assertThat(stuck.health(true).isHealthy()).isTrue();

        clock[0] = Clock.fixed(Instant.EPOCH.plusSeconds(122), ZoneOffset.UTC);
        assertThat(stuck.health(true).isHealthy()).isFalse();
        stuck.reading();
        assertThat(stuck.health(true).isHealthy()).isTrue();
    }

    private double sent(String kind) {
        return registry.get(PartMetric.ROWS_SENT.id())
                .tag("kind", kind)
                .counter()
                .count();
    }

    private double halted() {
        return registry.get(PartMetric.FILES_HALTED.id()).gauge().value();
    }

    private static IngestProgress progress(long rows, long malformed) {
        return new IngestProgress(
                "visits.csv",
                "visits",
                "",
                0,
                0,
                rows,
                malformed,
                0,
                0,
                0,
                IngestProgress.State.SENDING,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
