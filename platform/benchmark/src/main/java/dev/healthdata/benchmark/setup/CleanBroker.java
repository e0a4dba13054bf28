package dev.healthdata.benchmark.setup;

import dev.healthdata.infrastructure.broker.EmbeddedBroker;
import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.topic.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A broker whose clean topics hold rows as the validator writes them. */
public final class CleanBroker {
    private static final int PARTITIONS = 4;
    private static final int ROWS_OF_TRANSACTION = 5_000;

    private final Path home;
    private final Path log;

    public CleanBroker(Path home, Path work) {
        this.home = home;
        this.log = work.resolve("broker.log");
    }

    public EmbeddedBroker start(Path data) {
        EmbeddedBroker broker = EmbeddedBroker.start(home, data, log, Ports.free());
        broker.awaitReady();
        return broker;
    }

    /** Does nothing where it was done before. */
    public void fill(Path data, Rows rows) {
        if (Files.exists(data)) {
            return;
        }
        try (EmbeddedBroker broker = start(data)) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            TopicSetup.createMissing(client, PARTITIONS);
            try (CleanSender sender = new CleanSender(broker.bootstrapServers(), 0)) {
                rows.forEach((table, values) -> {
                    // A failure shows when the transaction is committed.
                    var unused = sender.send(table, values);
                    if (sender.sent() % ROWS_OF_TRANSACTION == 0) {
                        sender.commit();
                    }
                });
                sender.commit();
            }
        }
    }
}
