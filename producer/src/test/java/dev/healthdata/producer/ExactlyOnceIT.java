package dev.healthdata.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.producer.support.ProducerProcess;
import dev.healthdata.producer.support.RawTopic;
import dev.healthdata.producer.support.VisitsFile;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The producer as a process, killed and run twice. */
class ExactlyOnceIT {
    /** More of them with -Dproducer.kills=50, over a file that is as much longer. */
    private static final int KILLS = Integer.getInteger("producer.kills", 5);

    private static final int ROWS = Math.max(50_000, KILLS * 4_000);
    private static final int FEWER_ROWS = 20_000;

    private final TestKafka kafka = TestKafka.shared();
    private final RawTopic topic = new RawTopic(kafka);

    @TempDir
    private Path directory;

    @BeforeEach
    void reset() {
        ProducerProcess.reset(4);
    }

    @Test
    void sendsEveryRowOnceHoweverOftenItIsKilled() throws IOException, InterruptedException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), ROWS);
        SplittableRandom random = new SplittableRandom(20261101);
        long before = 0;
        int inMidRun = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (ProducerProcess producer = start(file, "--transaction-rows", "500")) {
                // Kills by how far it got, then at any moment of the next transactions.
                awaitBeyond(producer, before + random.nextInt(ROWS / KILLS / 2));
                Thread.sleep(random.nextInt(150));
                inMidRun += producer.isAlive() ? 1 : 0;
            }
            before = sent();
        }
        assertThat(inMidRun).isGreaterThan(KILLS / 2);

        try (ProducerProcess producer = start(file)) {
            assertThat(producer.await()).as(producer.output()).isZero();
        }

        assertThat(topic.records("raw-visits")).isEqualTo(firstNumbers(ROWS));
        assertThat(topic.progress().values()).singleElement().satisfies(books -> {
            assertThat(books.done()).isTrue();
            assertThat(books.rows()).isEqualTo(ROWS - ROWS / 100);
            assertThat(books.malformed()).isEqualTo(ROWS / 100);
            assertThat(books.bytes()).isEqualTo(Files.size(file));
        });
    }

    @Test
    void commitsWhatItHasAndLeavesWhenItIsTerminated() throws IOException, InterruptedException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), FEWER_ROWS);
        try (ProducerProcess producer = start(file, "--transaction-rows", "100")) {
            awaitBeyond(producer, 0);
            producer.terminate();

            assertThat(producer.await()).isEqualTo(143);
            assertThat(producer.output()).contains("replay it to go on there");
        }
        long sent = sum(topic.progress());
        assertThat(topic.records("raw-visits")).isEqualTo(firstNumbers(sent));

        try (ProducerProcess producer = start(file)) {
            assertThat(producer.await()).isZero();
            assertThat(producer.output()).contains("resumed after %,d".formatted(sent));
        }
        assertThat(topic.records("raw-visits")).isEqualTo(firstNumbers(FEWER_ROWS));
    }

    @Test
    void endsTheOtherProducerOfTheSameFile() throws IOException, InterruptedException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), FEWER_ROWS);
        try (ProducerProcess first = start(file, "--transaction-rows", "20")) {
            awaitBeyond(first, 0);
            try (ProducerProcess second = ProducerProcess.start(directory.resolve("second.log"), arguments(file))) {
                assertThat(second.await()).as(second.output()).isZero();
                assertThat(second.output()).contains("resumed after");
            }
            assertThat(first.await()).as(first.output()).isEqualTo(1);
            assertThat(first.output()).contains("visits.csv: failed: another producer has taken it over");
        }
        assertThat(topic.records("raw-visits")).isEqualTo(firstNumbers(FEWER_ROWS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"visits-2.csv", "a-correction.csv"})
    void sendsTheRestOfAFileThatWasCutOffBeforeACorrectionThatCameMeanwhile(String correction) throws Exception {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), FEWER_ROWS);
        try (ProducerProcess producer = start(file, "--transaction-rows", "100", "--rate", "1000")) {
            awaitBeyond(producer, 0);
            producer.kill();
        }
        assertThat(sent()).isPositive().isLessThan(FEWER_ROWS);
        String last = "V" + (FEWER_ROWS - 1);
        Files.writeString(
                directory.resolve(correction), VisitsFile.HEADER + "\n" + last + ",P1,D1,2026-10-02,Flu,Inpatient\n");

        try (ProducerProcess producer = start(directory)) {
            assertThat(producer.await()).as(producer.output()).isZero();
        }

        assertThat(topic.committed("raw-visits"))
                .filteredOn(message -> RawTopic.key(message).equals(last))
                .extracting(message ->
                        Provenance.from(message.headers()).orElseThrow().file())
                .containsExactly("visits.csv", correction);
    }

    private ProducerProcess start(Path file, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(arguments(file)));
        arguments.addAll(List.of(more));
        return ProducerProcess.start(directory.resolve("producer.log"), arguments.toArray(new String[0]));
    }

    private String[] arguments(Path file) {
        return new String[] {"replay", "--bootstrap-server", kafka.bootstrapServers(), file.toString()};
    }

    private void awaitBeyond(ProducerProcess producer, long records) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !producer.isAlive() || sent() > records);
    }

    /** So far. */
    private long sent() {
        return sum(topic.visibleProgress());
    }

    private static long sum(Map<String, IngestProgress> books) {
        return books.values().stream().mapToLong(IngestProgress::records).sum();
    }

    private static List<Long> firstNumbers(long count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }
}
