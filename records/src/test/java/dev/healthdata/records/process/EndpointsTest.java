package dev.healthdata.records.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
    @TempDir
    private Path state;

    @Test
    void whatAPlatformThatWasKilledHasLeftTellsNothing() throws Exception {
        Process killed = new ProcessBuilder("sleep", "60").start();
        write(killed.pid());
        assertThat(Endpoints.of(state).find(Endpoints.BOOTSTRAP_SERVERS)).contains("127.0.0.1:9092");

        killed.destroyForcibly().waitFor();

        assertThat(Endpoints.of(state).find(Endpoints.BOOTSTRAP_SERVERS)).isEmpty();
    }

    private void write(long process) throws Exception {
        Files.writeString(
                state.resolve(Endpoints.FILE),
                Endpoints.BOOTSTRAP_SERVERS + "=127.0.0.1:9092\n" + Endpoints.PROCESS + "=" + process + "\n");
    }
}
