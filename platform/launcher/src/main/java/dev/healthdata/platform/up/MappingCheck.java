package dev.healthdata.platform.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.infrastructure.process.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Asks the producer what it thinks of a mapping, before anything is started. */
final class MappingCheck {
    private static final int NOTHING_WRONG = 0;

    private MappingCheck() {}

    /** What is wrong with it, each with its place. */
    static List<String> problems(Path home, Path mapping) {
        Path target = home.resolve("producer").resolve("target");
        List<String> command = new Jvm(
                        target, "producer", "dev.healthdata.producer.ProducerMain", List.of("-Xmx64m", "-Xshare:auto"))
                .command(List.of("check", "--mapping", mapping.toString()));
        try {
            Process check = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            check.getOutputStream().close();
            try (BufferedReader errors = check.errorReader(UTF_8)) {
                List<String> lines = errors.lines().toList();
                return check.waitFor() == NOTHING_WRONG ? List.of() : lines;
            }
        } catch (IOException e) {
            return List.of("--mapping: cannot be checked (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("--mapping: the check was interrupted");
        }
    }
}
