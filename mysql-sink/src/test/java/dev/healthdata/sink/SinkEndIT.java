package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.infrastructure.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the process ends. */
class SinkEndIT extends SinkTestCase {
    @Test
    void oneThatIsToldToEndLeavesItsGroupFirst() throws Exception {
        try (ManagedProcess sink = SinkProcess.start(fixture, fixture.group, "", json -> {})) {
            sink.awaitReady(Duration.ofSeconds(60));
            topics.write(() -> topics.patient("P1", "one", 1));
            fixture.awaitWritten();
            assertThat(topics.members(fixture.group)).hasSize(2);

            sink.stop(Duration.ofSeconds(30));

            assertThat(sink.exitCode().orElseThrow()).isIn(0, 143);
            assertThat(topics.members(fixture.group)).isEmpty();
        }
    }

    @Test
    void aWrongPropertyOfKafkasClientsIsNamedAtTheStart(@TempDir Path directory) throws Exception {
        Path config = directory.resolve("client.properties");
        Files.writeString(config, "max.poll.interval.ms=ten");
        assertThat(refused("--config=" + config)).contains("config: ").contains("max.poll.interval.ms");

        Files.writeString(config, "linger.ms=soon");
        assertThat(refused("--config=" + config)).contains("config: ").contains("linger.ms");

        assertThat(refused("--bootstrap-server=localhost"))
                .contains("bootstrap-server: ")
                .contains("bootstrap.servers: localhost");
    }

    @Test
    void aUrlThatTheDriverDoesNotTakeIsNamedAtTheStart() throws Exception {
        assertThat(refused("--mysql-url=jdbc:mysql:db:3306/healthcare_db"))
                .contains("mysql-url: does not begin with jdbc:mysql://");
    }

    @Test
    void oneThatCannotGoOnEndsWithoutWaitingForWhoHasEnded() throws Exception {
        try (ManagedProcess sink = SinkProcess.start(fixture, fixture.group, "", json -> {})) {
            sink.awaitReady(Duration.ofSeconds(60));
            sql.update("RENAME TABLE lab_reports TO elsewhere");
            topics.write(() -> topics.labReport("L1", "V1", 1));

            // Its shutdown hook would wait for a quarter of a minute.
            assertThat(sink.onExit().get(12, TimeUnit.SECONDS)).isEqualTo(3);
            assertThat(topics.members(fixture.group)).isEmpty();
        } finally {
            sql.update("RENAME TABLE elsewhere TO lab_reports");
        }
    }

    @Test
    void whatMayPassIsToldFromWhatMustBeChanged(@TempDir Path directory) throws Exception {
        Path config = directory.resolve("client.properties");
        Files.writeString(config, "default.api.timeout.ms=2000\nrequest.timeout.ms=2000");
        String noKafka = "--config=" + config + " --bootstrap-server=127.0.0.1:" + Ports.free();
        String noServer = "--connect-timeout=1 --mysql-url=jdbc:mysql://127.0.0.1:" + Ports.free() + "/healthcare_db";

        assertThat(ends(3, noKafka + " " + noServer))
                .contains("bootstrap-server: Kafka does not answer")
                .contains("mysql-url: the server does not answer");
        assertThat(ends(2, noServer + "?autoReconnect=true"))
                .contains("mysql-url: the server does not answer")
                .contains("mysql-url: autoReconnect=true");
        try {
            sql.administer("SET GLOBAL read_only = 1");
            assertThat(ends(3, "--connect-timeout=1")).contains("mysql-url: the server is read-only");
        } finally {
            sql.administer("SET GLOBAL read_only = 0");
        }
    }

    private String refused(String arguments) throws Exception {
        return ends(2, arguments);
    }

    /** What one prints that does not start. */
    private String ends(int code, String arguments) throws Exception {
        try (ManagedProcess sink = SinkProcess.start(fixture, fixture.group, arguments, json -> {})) {
            assertThat(sink.onExit().get(2, TimeUnit.MINUTES)).isEqualTo(code);
            String log = Files.readString(sink.log());
            return log.substring(log.lastIndexOf("mysql-sink cannot start:"));
        }
    }
}
