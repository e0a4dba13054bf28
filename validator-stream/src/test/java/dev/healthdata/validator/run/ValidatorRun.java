package dev.healthdata.validator.run;

import dev.healthdata.infrastructure.process.Jvm;
import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.records.process.Parent;
import dev.healthdata.testing.ClassArchive;
import dev.healthdata.testing.Home;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The validator in a JVM of its own, as the launcher starts it. */
final class ValidatorRun implements AutoCloseable {
    private static final List<String> OPTIONS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private static final Path TARGET = Home.path().resolve("validator-stream").resolve("target");
    private static final Path RESULTS = Path.of("target", "validator-under-test");

    private final List<String> options = new ArrayList<>(OPTIONS);
    private final Path stateDir;
    private final Path log;
    private ManagedProcess process;

    /** @param directory for its state and its log */
    ValidatorRun(Path directory) {
        this.stateDir = directory.resolve("state");
        // Beside the other results of the tests, where it can be read when one failed.
        this.log = RESULTS.resolve(directory.getFileName() + ".log");
    }

    /** Kafka as it is before validators start, which they do sooner from the second on. */
    static void reset(int partitions) {
        ClassArchive.ensure(jvm(OPTIONS).archive(), List.of(TARGET), ValidatorRun::archiveClasses);
        TestKafka.shared().reset(partitions);
    }

    /** Of a validator that has done all that it is there for. */
    private static void archiveClasses() throws IOException {
        TestKafka.shared().reset(1);
        List<Row> rows = new Feed(1, 20, 5, 60, 40).mixed();
        Files.createDirectories(RESULTS);
        try (ValidatorRun validator = new ValidatorRun(Files.createTempDirectory(RESULTS, "archive-"))) {
            validator.run(jvm(OPTIONS).archivingCommand(validator.arguments()));
            RawTopics.send(rows);
            Fates.awaitQuiet(rows.size());
            validator.process().stop(Duration.ofMinutes(2));
        }
    }

    /** With everything in the log that our own code would ever write there, and more of Kafka Streams. */
    ValidatorRun withDetailedLog() {
        Path configuration = Home.path().resolve("validator-stream/src/test/resources/logback-detailed.xml");
        options.add("-Dlogback.configurationFile=" + configuration);
        return this;
    }

    Path stateDir() {
        return stateDir;
    }

    void start(String... arguments) {
        run(jvm(options).command(arguments(arguments)));
    }

    private static Jvm jvm(List<String> options) {
        return new Jvm(TARGET, "validator-stream", "dev.healthdata.validator.ValidatorMain", options);
    }

    private List<String> arguments(String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of("--state-dir", stateDir.toString()));
        return all;
    }

    private void run(List<String> command) {
        process = ManagedProcess.start(
                "validator",
                command,
                Map.of("KAFKA_BOOTSTRAP_SERVERS", TestKafka.shared().bootstrapServers()),
                log,
                ManagedProcess.Listener.NONE);
    }

    void awaitReady() {
        process.awaitReady(Duration.ofMinutes(3));
    }

    /** Of a process that ends by itself. */
    int awaitExit(Duration patience) throws Exception {
        return process.onExit().get(patience.toSeconds(), TimeUnit.SECONDS);
    }

    /** Of one that cannot start like this. */
    int exitCode(Duration patience, String... arguments) throws Exception {
        start(arguments);
        return awaitExit(patience);
    }

    void endOfInput() {
        process.tell(Parent.END_OF_INPUT);
    }

    void kill() {
        process.kill();
    }

    /** In order, as SIGTERM would. */
    void stop() {
        process.close();
    }

    ManagedProcess process() {
        return process;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
