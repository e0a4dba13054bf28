package dev.healthdata.infrastructure.broker;

import dev.healthdata.records.process.Parent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** Runs a single KRaft broker. Arguments: directory, port of the clients, port of the controller, properties. */
public final class BrokerMain {
    /** Kafka gives up waiting for others at its end after some 30 s. */
    private static final Duration LAST_ONES_END = Duration.ofSeconds(60);

    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Properties properties = BrokerProperties.of(directory, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        for (String property : Arrays.asList(args).subList(3, args.length)) {
            String[] parts = property.split("=", 2);
            properties.put(parts[0], parts[1]);
        }
        format(directory, properties);
        // First of all: nobody is to be waited for once the parent is gone.
        Parent parent = Parent.ofThisProcess();
        parent.follow(() -> {}, () -> System.exit(0));
        DataLock.awaitFree(directory.resolve("data"), LAST_ONES_END);

        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, true), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        parent.ready();
        server.awaitShutdown();
    }

    /** Once: a directory that was formatted keeps its cluster. */
    private static void format(Path directory, Properties properties) throws IOException {
        if (Files.exists(directory.resolve("data").resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(directory);
        Path file = directory.resolve("server.properties");
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        int code = StorageTool.execute(arguments, System.err);
        if (code != 0) {
            throw new IOException("Kafka's storage tool cannot format " + directory + ": exit code " + code);
        }
    }
}
