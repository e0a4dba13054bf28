package dev.healthdata.producer.cli;

import dev.healthdata.producer.support.ProducerProcess;
import dev.healthdata.producer.support.RawTopic;
import dev.healthdata.records.process.Parent;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as an operator gives it, and what it says. */
abstract class ReplayTestCase {
    final TestKafka kafka = TestKafka.shared();
    final RawTopic topic = new RawTopic(kafka);
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @BeforeEach
    void reset() {
        ProducerProcess.reset(1);
    }

    int replay(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-server", kafka.bootstrapServers()));
        all.addAll(List.of(arguments));
        return execute(all.toArray(new String[0]));
    }

    int execute(String... arguments) {
        return new CommandLine(new ReplayCommand(Parent.ofThisProcess(), Shutdown.never()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    List<String> lines() {
        return out.toString().lines().toList();
    }

    /** The last one that says so. */
    String line(String what) {
        return lines().stream()
                .filter(line -> line.contains(what))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
