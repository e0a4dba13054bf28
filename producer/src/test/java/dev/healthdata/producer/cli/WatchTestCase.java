package dev.healthdata.producer.cli;

import static org.awaitility.Awaitility.await;

import dev.healthdata.producer.support.ProducerProcess;
import dev.healthdata.producer.support.RawTopic;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A producer that stays, and a directory into which files come. */
abstract class WatchTestCase {
    final TestKafka kafka = TestKafka.shared();
    final RawTopic topic = new RawTopic(kafka);

    @TempDir
    Path directory;

    Path watched;

    @BeforeEach
    void reset() throws IOException {
        ProducerProcess.reset(1);
        watched = Files.createDirectory(directory.resolve("incoming"));
    }

    ProducerProcess watch(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--watch"));
        arguments.addAll(List.of(options));
        arguments.add(watched.toString());
        return start("watch.log", arguments.toArray(String[]::new));
    }

    ProducerProcess start(String log, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("replay", "--bootstrap-server", kafka.bootstrapServers()));
        all.addAll(List.of(arguments));
        return ProducerProcess.start(directory.resolve(log), all.toArray(String[]::new));
    }

    static void awaitLine(ProducerProcess producer, String line) {
        await().atMost(Duration.ofSeconds(40)).until(() -> producer.output().contains(line));
    }
}
