package dev.healthdata.platform.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.records.process.Endpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void belongsToOnePlatformAtATime() {
        try (StateDirectory taken = StateDirectory.take(directory).orElseThrow()) {
            assertThat(StateDirectory.take(directory)).isEmpty();
            assertThat(taken.log("kafka")).isEqualTo(directory.resolve("logs/kafka.log"));
        }
        try (StateDirectory again = StateDirectory.take(directory).orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void keepsThePasswordOfTheSqlServerAndWhatTellsItFromOthers() {
        String password;
        String id;
        try (StateDirectory first = StateDirectory.take(directory).orElseThrow()) {
            password = first.sqlPassword();
            id = first.id();
        }
        try (StateDirectory second = StateDirectory.take(directory).orElseThrow()) {
            assertThat(second.sqlPassword()).isEqualTo(password).hasSizeGreaterThan(20);
            assertThat(second.id()).isEqualTo(id).isNotEqualTo(password).isNotEmpty();
        }
    }

    @Test
    void forgetsWhatAPlatformThatWasKilledHasLeft() throws Exception {
        Path endpoints =
                Files.writeString(directory.resolve(Endpoints.FILE), Endpoints.BOOTSTRAP_SERVERS + "=gone:1\n");
        Path process = Files.createDirectories(directory.resolve("processes")).resolve("spark-analytics");
        Files.writeString(process, "1");

        try (StateDirectory taken = StateDirectory.take(directory).orElseThrow()) {
            assertThat(taken.path(Endpoints.FILE)).isEqualTo(endpoints).doesNotExist();
            assertThat(process).doesNotExist();
        }
    }

    @Test
    void tellsItsOwnerAloneWhereThePlatformIsWhileItRuns() throws Exception {
        Path file = directory.resolve(Endpoints.FILE);
        try (StateDirectory state = StateDirectory.take(directory).orElseThrow()) {
            state.publishEndpoints(
                    "127.0.0.1:9092", new SqlAccount("jdbc:mysql://127.0.0.1/x", "u", "p=:\\"), "sink-1", directory);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            Endpoints endpoints = Endpoints.of(directory);
            assertThat(endpoints.find(Endpoints.BOOTSTRAP_SERVERS)).contains("127.0.0.1:9092");
            assertThat(endpoints.find(Endpoints.SINK_GROUP)).contains("sink-1");
            assertThat(endpoints.find(Endpoints.MYSQL_PASSWORD)).contains("p=:\\");
        }
        assertThat(file).doesNotExist();
    }
}
