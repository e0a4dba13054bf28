package dev.healthdata.infrastructure.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagedProcessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    @Test
    void tellsReadinessProgressAndOtherLinesApart() {
        List<String> progress = new CopyOnWriteArrayList<>();
        List<String> lines = new CopyOnWriteArrayList<>();
        ManagedProcess process = shell("echo one; echo 'PROGRESS {}'; echo READY; cat", new ManagedProcess.Listener() {
            @Override
            public void progress(String json) {
                progress.add(json);
            }

            @Override
            public void line(String text) {
                lines.add(text);
            }
        });

        process.awaitReady(TIMEOUT);

        assertThat(progress).containsExactly("{}");
        assertThat(lines).containsExactly("one");
        assertThat(process.log()).content().isEqualToIgnoringNewLines("one");
        process.close();
    }

    @Test
    void saysThatAProcessEndedAtItsStartAndWhereItsLogIs() {
        ManagedProcess process = shell("echo broken >&2; exit 3", ManagedProcess.Listener.NONE);

        assertThatThrownBy(() -> process.awaitReady(TIMEOUT))
                .hasMessage("part ended at its start: see " + process.log());
        assertThat(process.onExit().join()).isEqualTo(3);
        assertThat(process.log()).content().contains("broken");
    }

    @Test
    void isHeldByTheEndOfItsStdin() {
        ManagedProcess process = shell("echo READY; read line; echo $line; cat; exit 7", ManagedProcess.Listener.NONE);
        process.awaitReady(TIMEOUT);

        process.tell("hello");
        await().untilAsserted(() -> assertThat(process.log()).content().contains("hello"));
        assertThat(process.exitCode()).isEmpty();
        process.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void killsWhatDoesNotStop() {
        ManagedProcess process =
                shell("trap '' TERM; echo READY; while true; do sleep 0.1; done", ManagedProcess.Listener.NONE);
        process.awaitReady(TIMEOUT);

        process.stop(Duration.ofMillis(200));

        assertThat(process.exitCode()).hasValue(137);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "HUP"})
    void whatATerminalTellsAllItsProcessesIsNotForAPart(String signal) throws Exception {
        ManagedProcess process = shell("echo READY; read line; exit 7", ManagedProcess.Listener.NONE);
        process.awaitReady(TIMEOUT);

        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        process.tell("end");

        assertThat(process.onExit().get(10, TimeUnit.SECONDS)).isEqualTo(7);
    }

    private ManagedProcess shell(String script, ManagedProcess.Listener listener) {
        return ManagedProcess.start(
                "part", List.of("/bin/sh", "-c", script), Map.of(), directory.resolve("part.log"), listener);
    }
}
