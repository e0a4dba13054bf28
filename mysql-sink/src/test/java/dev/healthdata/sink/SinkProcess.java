package dev.healthdata.sink;

import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.testing.TestKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The sink as a process of its own, with the memory that it gets in production. */
final class SinkProcess {
    private SinkProcess() {}

    static ManagedProcess start(SinkFixture fixture, String group, String arguments, Consumer<String> progress) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                // The memory that a socket's reads and writes go through is otherwise kept, per thread, for ever.
                "-Djdk.nio.maxCachedBufferSize=65536",
                "-cp",
                System.getProperty("java.class.path"),
                SinkMain.class.getName(),
                "--group=" + group));
        if (!arguments.isBlank()) {
            command.addAll(List.of(arguments.split(" ")));
        }
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
