package dev.healthdata.benchmark.stream;

import dev.healthdata.benchmark.measure.Directories;
import dev.healthdata.benchmark.setup.Healthcare;
import dev.healthdata.infrastructure.broker.EmbeddedBroker;
import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.topic.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The data directory of a broker whose raw topics are full. It is copied for each run, so that all runs begin alike. */
final class FilledBroker implements AutoCloseable {
    private static final double DIRTY = 0.01;

    private final Path home;
    private final Path work;
    private final Path data;

    FilledBroker(Path home, Path work) {
        this.home = home;
        this.work = work;
        this.data = work.resolve("filled");
    }

    /** Generates rows and sends them with the producer, and there are no others. Returns how many. */
    long fill(double scale, int partitions) throws IOException, InterruptedException {
        Path csv = Directories.fresh(work.resolve("csv"));
        long rows = Healthcare.generate(home, work.resolve("generate.log"), scale, DIRTY, csv);
        try (EmbeddedBroker broker = start(Directories.fresh(data))) {
            TopicSetup.createMissing(Map.of("bootstrap.servers", broker.bootstrapServers()), partitions);
            Healthcare.run(
                    home,
                    work.resolve("replay.log"),
                    "replay",
                    "--bootstrap-server=" + broker.bootstrapServers(),
                    csv.toString());
        }
        Directories.delete(csv);
        return rows;
    }

    /** Starts a broker on a copy. */
    EmbeddedBroker startCopy(Path copy) throws IOException {
        Directories.copy(data, copy);
        return start(copy);
    }

    /** Removes it. */
    @Override
    public void close() throws IOException {
        Directories.delete(data);
    }

    private EmbeddedBroker start(Path directory) {
        EmbeddedBroker broker = EmbeddedBroker.start(home, directory, work.resolve("broker.log"), Ports.free());
        broker.awaitReady();
        return broker;
    }
}
