package dev.healthdata.producer.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.producer.support.RawTopic;
import dev.healthdata.producer.support.VisitsFile;
import dev.healthdata.records.ledger.HaltLimit;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.ledger.IngestProgress.State;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file in which most rows are rejected is held back from there on. */
class HaltIT {
    private static final IngestOptions PLAIN =
            IngestOptions.of(new CsvOptions(Optional.empty(), Optional.empty(), UTF_8), false);
    private static final IngestOptions FORCE = IngestOptions.of(PLAIN.csv(), true);
    private static final IngestObserver NOBODY = new IngestObserver() {};

    /** With 600 good rows, more than half are bad from row 1,201 on. */
    private static final int GOOD = 600;

    private static final int BAD = 1_400;
    private static final long HALT = 1_201;

    private final TestKafka kafka = TestKafka.shared();
    private final RawTopic topic = new RawTopic(kafka);

    @TempDir
    private Path directory;

    private Severities severities = Severities.defaults();

    @BeforeEach
    void reset() {
        kafka.reset(2);
    }

    @Test
    void holdsBackWhatFollowsTheFirstRowWithWhichMostAreRejected() throws IOException {
        Path file = VisitsFile.turningBad(directory.resolve("visits.csv"), GOOD, BAD);

        assertThat(ingest(PLAIN, file)).isInstanceOf(Outcome.Halted.class);

        assertThat(topic.records("raw-visits")).isEqualTo(numbers(HALT));
        assertThat(books().state()).isEqualTo(State.HALTED);
        assertThat(books().rejected()).isEqualTo(HALT - GOOD);
        assertThat(books().lines()).isEqualTo(HALT + 1);
    }

    @Test
    void haltsAtTheSameRowHoweverOftenItIsInterrupted() throws IOException {
        Path file = VisitsFile.turningBad(directory.resolve("visits.csv"), GOOD, BAD);
        IngestOptions small = PLAIN.withRowsPerTransaction(97);
        List<Outcome> outcomes = new ArrayList<>();
        do {
            outcomes.add(ingest(small, file, true, NOBODY));
        } while (outcomes.get(outcomes.size() - 1) instanceof Outcome.Stopped);

        assertThat(outcomes).hasSize(13).last().isInstanceOf(Outcome.Halted.class);
        assertThat(books().rejected()).isEqualTo(HALT - GOOD);
        assertThat(topic.records("raw-visits")).isEqualTo(numbers(HALT));
    }

    @Test
    void sendsNothingMoreUntilItIsForced() throws IOException {
        Path file = VisitsFile.turningBad(directory.resolve("visits.csv"), GOOD, BAD);
        ingest(PLAIN, file);

        assertThat(ingest(PLAIN, file)).isInstanceOfSatisfying(Outcome.Halted.class, halted -> {
            assertThat(halted.progress().records()).isEqualTo(HALT);
            assertThat(halted.resumedAfter()).isEqualTo(HALT);
        });
        assertThat(topic.records("raw-visits")).isEqualTo(numbers(HALT));
    }

    @Test
    void goesOnBehindTheLastRowWhenItIsForcedAndDoesNotHaltAgain() throws IOException {
        Path file = VisitsFile.turningBad(directory.resolve("visits.csv"), GOOD, BAD);
        ingest(PLAIN, file);

        assertThat(ingest(FORCE, file)).isInstanceOfSatisfying(Outcome.Sent.class, sent -> assertThat(sent.records())
                .isEqualTo(GOOD + BAD - HALT));

        assertThat(topic.records("raw-visits")).isEqualTo(numbers(GOOD + BAD));
        assertThat(books().rejected()).isEqualTo(BAD);
        assertThat(ingest(PLAIN, file)).isInstanceOf(Outcome.AlreadyIngested.class);
    }

    @Test
    void needsNoForceToGoOnWithWhatWasForcedAndThenInterrupted() throws IOException {
        Path file = VisitsFile.turningBad(directory.resolve("visits.csv"), GOOD, BAD);
        ingest(PLAIN, file);
        assertThat(ingest(FORCE.withRowsPerTransaction(10), file, true, NOBODY)).isInstanceOf(Outcome.Stopped.class);

        assertThat(ingest(PLAIN, file)).isInstanceOf(Outcome.Sent.class);

        assertThat(topic.records("raw-visits")).isEqualTo(numbers(GOOD + BAD));
    }

    @Test
    void remembersThatItWasForcedEvenIfItFailsBeforeTheFirstRowIsCommitted() throws IOException {
        Path file = VisitsFile.turningBad(directory.resolve("visits.csv"), GOOD, BAD);
        ingest(PLAIN, file);
        IngestObserver crash = new IngestObserver() {
            @Override
            public void advanced(IngestProgress now) {
                throw new IllegalStateException("crashed");
            }
        };
        assertThatThrownBy(() -> ingest(FORCE, file, false, crash)).hasMessage("crashed");
        assertThat(topic.records("raw-visits")).isEqualTo(numbers(HALT));

        assertThat(ingest(PLAIN, file)).isInstanceOf(Outcome.Sent.class);
        assertThat(topic.records("raw-visits")).isEqualTo(numbers(GOOD + BAD));
    }

    @Test
    void countsMalformedRowsAsRejected() throws IOException {
        Path file = Files.writeString(directory.resolve("visits.csv"), VisitsFile.HEADER + "\n" + "V1\n".repeat(1_500));

        assertThat(ingest(PLAIN, file)).isInstanceOf(Outcome.Halted.class);

        assertThat(books().malformed()).isEqualTo(1_000);
        assertThat(books().rejected()).isEqualTo(1_000);
    }

    @Test
    void isDoneWithAFileOfWhichNothingIsLeftToHoldBack() throws IOException {
        Path file = VisitsFile.turningBad(directory.resolve("visits.csv"), 0, 1_000);

        assertThat(ingest(PLAIN, file)).isInstanceOf(Outcome.Sent.class);

        assertThat(books().rejected()).isEqualTo(1_000);
    }

    @Test
    void sendsAllOfAFileWithoutALimit() throws IOException {
        Path file = VisitsFile.turningBad(directory.resolve("visits.csv"), 0, 1_200);

        assertThat(ingest(PLAIN.withHalt(HaltLimit.of("off", null, List.of())), file))
                .isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void judgesByTheSeveritiesOfTheConfiguration() throws IOException {
        Path file = Files.writeString(
                directory.resolve("patients.csv"),
                "patient_id,name,gender,dob,blood_group,city\n" + "P1,Ann,f,1980-01-02,A+,Lyon\n".repeat(1_500));
        severities = Severities.of(Map.of("rules.patients.gender.allowed", "warn"), new ArrayList<>());

        assertThat(ingest(PLAIN, file)).isInstanceOf(Outcome.Sent.class);

        assertThat(books().rejected()).isZero();
    }

    private Outcome ingest(IngestOptions options, Path file) {
        return ingest(options, file, false, NOBODY);
    }

    private Outcome ingest(IngestOptions options, Path file, boolean stop, IngestObserver observer) {
        RowRules rules = new RowRules(Clock.systemUTC(), severities);
        try (Ingestion ingestion = new Ingestion(kafka.client(), options, rules, () -> stop, Clock.systemUTC())) {
            return ingestion.ingest(Feed.own(new SourceFile(file)), observer);
        }
    }

    private IngestProgress books() {
        return topic.progress().values().iterator().next();
    }

    private static List<Long> numbers(long count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }
}
