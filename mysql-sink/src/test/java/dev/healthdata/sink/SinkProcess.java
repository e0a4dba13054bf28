package dev.healthdata.sink;

import dev.healthdata.infrastructure.process.Jvm;
import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.testing.ClassArchive;
import dev.healthdata.testing.Home;
import dev.healthdata.testing.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The sink as a process of its own, with the memory that it gets in production. */
final class SinkProcess {
    private static final Path TARGET = Home.path().resolve("mysql-sink").resolve("target");
    private static final Jvm JVM = new Jvm(
            TARGET,
            "mysql-sink",
            SinkMain.class.getName(),
            List.of(
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xss512k",
                    // The memory that a socket's reads and writes go through is otherwise kept, per thread, for ever.
                    "-Djdk.nio.maxCachedBufferSize=65536"));

    private SinkProcess() {}

    /** From the second on they start sooner. */
    static ManagedProcess start(SinkFixture fixture, String group, String arguments, Consumer<String> progress) {
        ClassArchive.ensure(JVM.archive(), List.of(TARGET), () -> archiveClasses(fixture));
        List<String> all = new ArrayList<>(List.of("--group=" + group));
        if (!arguments.isBlank()) {
            all.addAll(List.of(arguments.split(" ")));
        }
        return run(fixture, JVM.command(all), progress);
    }

    /** Of one that finds nothing to do, as what it did would be there in the test. */
    private static void archiveClasses(SinkFixture fixture) {
        fixture.topics.beginHere("archive");
        ManagedProcess sink = run(fixture, JVM.archivingCommand(List.of("--group=archive")), json -> {});
        sink.awaitReady(Duration.ofMinutes(3));
        sink.stop(Duration.ofMinutes(2));
    }

    private static ManagedProcess run(SinkFixture fixture, List<String> command, Consumer<String> progress) {
        Map<String, String> environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", TestKafka.shared().bootstrapServers(),
                "MYSQL_URL", fixture.sql.account().url(),
                "MYSQL_USER", fixture.sql.account().user(),
                "MYSQL_PASSWORD", fixture.sql.account().password());
        return ManagedProcess.start(
                "mysql-sink",
                command,
                environment,
                Path.of("target", "sink-under-test.log"),
                new ManagedProcess.Listener() {
                    @Override
                    public void progress(String json) {
                        progress.accept(json);
                    }
                });
    }
}
