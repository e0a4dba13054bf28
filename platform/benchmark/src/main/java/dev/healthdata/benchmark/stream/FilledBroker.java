package dev.healthdata.benchmark.stream;

import dev.healthdata.benchmark.measure.Directories;
import dev.healthdata.infrastructure.broker.EmbeddedBroker;
import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.topic.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The data directory of a broker whose raw topics are full. It is copied for each run, so that all runs begin alike. */
final class FilledBroker {
    private static final int ROWS_OF_REFERENCE = 91_000;
    private static final int PATIENTS = 10_000;
    private static final int DOCTORS = 1_000;
    private static final int VISITS = 50_000;
    private static final int LAB_REPORTS = 30_000;

    private final Path home;
    private final Path work;
    private final Path data;

    FilledBroker(Path home, Path work) {
        this.home = home;
        this.work = work;
        this.data = work.resolve("filled");
    }

    /** Generates rows and sends them with the producer. Returns how many. */
    long fill(double scale, int partitions) throws IOException, InterruptedException {
        Path csv = work.resolve("csv");
        healthcare(
                "generate",
                "--dirty=0.01",
                "--patients=" + Math.round(PATIENTS * scale),
                "--doctors=" + Math.round(DOCTORS * scale),
                "--visits=" + Math.round(VISITS * scale),
                "--lab-reports=" + Math.round(LAB_REPORTS * scale),
                "--out=" + csv);
        try (EmbeddedBroker broker = start(data)) {
            TopicSetup.createMissing(Map.of("bootstrap.servers", broker.bootstrapServers()), partitions);
            healthcare("replay", "--bootstrap-server=" + broker.bootstrapServers(), csv.toString());
        }
        Directories.delete(csv);
        return Math.round(ROWS_OF_REFERENCE * scale);
    }

    /** Starts a broker on a copy. */
    EmbeddedBroker startCopy(Path copy) throws IOException {
        Directories.copy(data, copy);
        return start(copy);
    }

    private EmbeddedBroker start(Path directory) {
        EmbeddedBroker broker = EmbeddedBroker.start(home, directory, work.resolve("broker.log"), Ports.free());
        broker.awaitReady();
        return broker;
    }

    private void healthcare(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("healthcare").toString()));
        command.addAll(List.of(arguments));
        Path log = work.resolve(arguments[0] + ".log");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("'healthcare " + arguments[0] + "' ended with " + code + ": see " + log);
        }
    }
}
