package dev.healthdata.infrastructure.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NicenessTest {
    private static final int LEAST_FAVOURED = 19;

    /** Field 19 of /proc/PID/stat (proc(5)); the name before it has no space here. */
    private static final List<String> TELL = List.of("awk", "{ print $19 }", "/proc/self/stat");

    @Test
    void aCommandBehindOthersIsFavouredLess() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "a system that tells");
        int ours = run(TELL);
        assertThat(run(Niceness.behindOthers(TELL))).isEqualTo(Math.min(LEAST_FAVOURED, ours + 10));
    }

    private static int run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        try (var out = process.getInputStream()) {
            return Integer.parseInt(new String(out.readAllBytes(), UTF_8).strip());
        }
    }
}
