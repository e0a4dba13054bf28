package dev.healthdata.producer.support;

import dev.healthdata.infrastructure.process.Jvm;
import dev.healthdata.testing.ClassArchive;
import dev.healthdata.testing.Home;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The producer in a JVM of its own, as it is run. */
public final class ProducerProcess implements AutoCloseable {
    private static final Path TARGET = Home.path().resolve("producer").resolve("target");
    private static final Jvm JVM = new Jvm(
            TARGET,
            "producer",
            "dev.healthdata.producer.ProducerMain",
            List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));

    private final Process process;
    private final Path log;

    private ProducerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Kafka as it is before producers start, which they do sooner from the second on. */
    public static void reset(int partitions) {
        ClassArchive.ensure(JVM.archive(), List.of(TARGET), ProducerProcess::archiveClasses);
        TestKafka.shared().reset(partitions);
    }

    private static void archiveClasses() throws IOException {
        TestKafka.shared().reset(1);
        Path directory = Files.createTempDirectory(TARGET, "archive-");
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 1_000);
        List<String> replay =
                List.of("replay", "--bootstrap-server", TestKafka.shared().bootstrapServers(), file.toString());
        try (ProducerProcess producer = run(directory.resolve("log"), JVM.archivingCommand(replay))) {
            if (producer.await() != 0) {
                throw new IllegalStateException(producer.output());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param log what it prints, both ways, is appended there */
    public static ProducerProcess start(Path log, String... arguments) throws IOException {
        return run(log, JVM.command(List.of(arguments)));
    }

    private static ProducerProcess run(Path log, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().remove("KAFKA_BOOTSTRAP_SERVERS");
        return new ProducerProcess(builder.start(), log);
    }

    /** Its exit code; -1 when it still runs after two minutes. */
    public int await() throws InterruptedException {
        return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String output() throws IOException {
        return Files.readString(log);
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
