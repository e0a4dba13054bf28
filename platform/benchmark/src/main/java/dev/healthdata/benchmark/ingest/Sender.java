package dev.healthdata.benchmark.ingest;

import dev.healthdata.infrastructure.process.Jvm;
import java.nio.file.Path;
import java.util.List;

/** A process that sends records, or at least reads the rows. All of them run in a JVM like the producer's. */
enum Sender {
    /** Kafka's own, with the producer's settings of the client: records as large, acks, transactions, compression. */
    PERFORMANCE_TEST("kafka-producer-perf-test") {
        @Override
        List<String> command(Work work, String bootstrapServers) {
            return benchmark(work, "org.apache.kafka.tools.ProducerPerformance")
                    .command(List.of(
                            "--topic",
                            Work.TOPIC,
                            "--num-records",
                            Long.toString(work.rows()),
                            "--payload-file",
                            work.records().toString(),
                            "--throughput",
                            "-1",
                            "--transactional-id",
                            "bench",
                            "--transaction-duration-ms",
                            "500",
                            "--producer-props",
                            "bootstrap.servers=" + bootstrapServers,
                            "acks=all",
                            "compression.type=lz4",
                            "batch.size=131072",
                            "linger.ms=10",
                            "buffer.memory=16777216"));
        }
    },
    REPLAY("replay") {
        @Override
        List<String> command(Work work, String bootstrapServers) {
            return jvm(work, Path.of("producer"), "producer", "dev.healthdata.producer.ProducerMain")
                    .command(List.of(
                            "replay",
                            "--bootstrap-server",
                            bootstrapServers,
                            work.csv().toString()));
        }
    },
    PARSE("commons-csv, parsing only") {
        @Override
        List<String> command(Work work, String bootstrapServers) {
            return benchmark(work, ParseMain.class.getName())
                    .command(List.of(work.csv().toString()));
        }
    };

    /** As {@code ./healthcare replay} and {@code up} have it. */
    private static final List<String> OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx96m");

    private final String title;

    Sender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract List<String> command(Work work, String bootstrapServers);

    private static Jvm benchmark(Work work, String mainClass) {
        return jvm(work, Path.of("platform", "benchmark"), "benchmark", mainClass);
    }

    private static Jvm jvm(Work work, Path module, String artifact, String mainClass) {
        return new Jvm(work.home().resolve(module).resolve("target"), artifact, mainClass, OPTIONS);
    }
}
