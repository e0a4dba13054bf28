package dev.healthdata.producer.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.producer.support.RawTopic;
import dev.healthdata.producer.support.VisitsFile;
import dev.healthdata.records.ledger.HaltLimit;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One content that is read in several charsets, or where nobody says in which. */
class CharsetIT {
    private static final CsvOptions CSV = new CsvOptions(Optional.empty(), Optional.empty(), UTF_8);
    private static final IngestOptions ONCE = IngestOptions.of(CSV, false);
    private static final IngestOptions AGAIN = IngestOptions.of(CSV, true);
    private static final RowRules RULES = new RowRules(Clock.systemUTC(), Severities.defaults());
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private final TestKafka kafka = TestKafka.shared();
    private final RawTopic topic = new RawTopic(kafka);

    @TempDir
    private Path directory;

    @BeforeEach
    void reset() {
        kafka.reset(2);
    }

    @Test
    void sendsTheFileAgainThatWasReadInAWrongCharset() throws IOException {
        Path file = directory.resolve("visits.csv");
        Files.writeString(file, VisitsFile.HEADER + "\nV1,P1,D1,2026-01-01,Caf\u00e9,\n", WINDOWS_1252);
        assertThat(ingest(ONCE, file)).isInstanceOf(Outcome.Sent.class);

        assertThat(ingest(in(WINDOWS_1252), file)).isInstanceOf(Outcome.Sent.class);

        assertThat(ingest(in(WINDOWS_1252), file)).isInstanceOf(Outcome.AlreadyIngested.class);
        assertThat(topic.committed("raw-visits")).last().satisfies(record -> assertThat(
                        new String(record.value(), UTF_8))
                .contains("Caf\u00e9"));
    }

    @Test
    void recognisesAFileThatWasSentInANamedCharsetWhereNoneIsNamed() throws IOException {
        Path file = directory.resolve("visits.csv");
        Files.writeString(file, VisitsFile.HEADER + "\nV1,P1,D1,2026-01-01,Caf\u00e9,\n", WINDOWS_1252);
        ingest(in(WINDOWS_1252), file);

        assertThat(ingest(ONCE, file)).isInstanceOf(Outcome.AlreadyIngested.class);
    }

    @Test
    void sendsAFileAgainThatWasSentInANamedCharsetOnlyInOneThatIsNamed() throws IOException {
        Path file = accented(VisitsFile.write(directory.resolve("visits.csv"), 10));
        ingest(in(WINDOWS_1252), file);

        assertThat(ingest(AGAIN, file)).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.kind()).isEqualTo(Outcome.Reason.USAGE);
            assertThat(rejected.reason())
                    .isEqualTo(
                            "was sent in windows-1252: replay it with --charset windows-1252 to send it again, or with"
                                    + " --charset UTF-8 if that was wrong");
        });
        assertThat(topic.committed("raw-visits")).hasSize(10);

        CsvOptions utf8 = new CsvOptions(Optional.empty(), Optional.empty(), UTF_8, true);
        CsvOptions windows = in(WINDOWS_1252).csv();
        assertThat(ingest(IngestOptions.of(windows, true), file)).isInstanceOf(Outcome.Sent.class);
        assertThat(ingest(IngestOptions.of(utf8, true), file)).isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void doesNotSendAFileInAnotherCharsetThanTheNamedOneInWhichItWasBegun() throws IOException {
        Path file = accented(VisitsFile.write(directory.resolve("visits.csv"), 100));
        assertThat(ingest(in(WINDOWS_1252).withRowsPerTransaction(10), file, () -> true))
                .isInstanceOf(Outcome.Stopped.class);

        for (IngestOptions unnamed : List.of(ONCE, AGAIN)) {
            assertThat(ingest(unnamed, file)).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
                assertThat(rejected.kind()).isEqualTo(Outcome.Reason.USAGE);
                assertThat(rejected.reason())
                        .startsWith("was begun in windows-1252: replay it with --charset windows-1252");
            });
        }

        assertThat(ingest(in(WINDOWS_1252), file)).isInstanceOf(Outcome.Sent.class);
        assertThat(topic.records("raw-visits"))
                .isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void leavesAFileHaltedThatWasHaltedInANamedCharsetWhereNoneIsNamed() throws IOException {
        Path file = accented(VisitsFile.turningBad(directory.resolve("visits.csv"), 0, 20));
        assertThat(ingest(in(WINDOWS_1252).withHalt(new HaltLimit(50, 10)), file))
                .isInstanceOf(Outcome.Halted.class);

        assertThat(ingest(ONCE, file)).isInstanceOf(Outcome.Halted.class);

        assertThat(topic.progress()).hasSize(1);
    }

    @Test
    void doesNotGoOnInUtf8WithAFileThatIsDoneInANamedCharset() throws IOException {
        Path file = accented(VisitsFile.write(directory.resolve("visits.csv"), 100));
        ingest(ONCE.withRowsPerTransaction(10), file, () -> true);
        ingest(in(WINDOWS_1252), file);

        assertThat(ingest(ONCE, file)).isInstanceOf(Outcome.AlreadyIngested.class);
    }

    @Test
    void recognisesAFileThatIsTheSameInEveryCharset() throws IOException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 10);
        ingest(ONCE, file);

        assertThat(ingest(in(WINDOWS_1252), file)).isInstanceOf(Outcome.AlreadyIngested.class);
    }

    /** The same in windows-1252, with characters that are no UTF-8. */
    private static Path accented(Path file) throws IOException {
        return Files.writeString(file, Files.readString(file).replace("Checkup", "Caf\u00e9"), WINDOWS_1252);
    }

    private Outcome ingest(IngestOptions options, Path file) {
        return ingest(options, file, () -> false);
    }

    private Outcome ingest(IngestOptions options, Path file, BooleanSupplier stopping) {
        try (Ingestion ingestion = new Ingestion(kafka.client(), options, RULES, stopping, Clock.systemUTC())) {
            return ingestion.ingest(Feed.own(new SourceFile(file)), new IngestObserver() {});
        }
    }

    private static IngestOptions in(Charset charset) {
        return IngestOptions.of(new CsvOptions(Optional.empty(), Optional.empty(), charset), false);
    }
}
