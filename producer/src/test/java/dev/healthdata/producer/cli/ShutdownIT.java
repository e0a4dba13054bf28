package dev.healthdata.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.producer.support.ProducerProcess;
import dev.healthdata.producer.support.VisitsFile;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A producer that is asked to end while it reads a file of which it sends nothing. */
class ShutdownIT {
    private static final int BY_SIGTERM = 143;

    @TempDir
    private Path directory;

    private Path small;
    private Path endless;

    @BeforeEach
    void write() throws IOException {
        small = VisitsFile.write(directory.resolve("small.csv"), 10);
        endless = VisitsFile.write(directory.resolve("endless.csv"), 10);
        try (RandomAccessFile file = new RandomAccessFile(endless.toFile(), "rw")) {
            file.setLength(1L << 40); // of which the disk has only the beginning
        }
    }

    @Test
    void checkEndsWithoutAWordOfATransaction() throws IOException, InterruptedException {
        try (ProducerProcess check = start("check", "--table", "visits", small.toString(), endless.toString())) {
            awaitLine(check, "small.csv");
            check.terminate();

            assertThat(check.await()).isEqualTo(BY_SIGTERM);
            assertThat(check.output()).doesNotContain("transaction");
        }
    }

    @Test
    void replayEndsWithoutAWordOfATransactionBeforeItHasBegunOne() throws IOException, InterruptedException {
        ProducerProcess.reset(1);
        String kafka = TestKafka.shared().bootstrapServers();
        try (ProducerProcess replay = start(
                "replay", "--bootstrap-server", kafka, "--table", "visits", small.toString(), endless.toString())) {
            awaitLine(replay, "small.csv: sent 10 rows");
            replay.terminate();

            assertThat(replay.await()).isEqualTo(BY_SIGTERM);
            assertThat(replay.output()).doesNotContain("transaction");
        }
    }

    private ProducerProcess start(String... arguments) throws IOException {
        return ProducerProcess.start(directory.resolve("log"), arguments);
    }

    private static void awaitLine(ProducerProcess producer, String line) {
        await().atMost(Duration.ofSeconds(40)).until(() -> producer.output().contains(line));
    }
}
