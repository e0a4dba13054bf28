package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.process.Jvm;
import dev.healthdata.testing.ClassArchive;
import dev.healthdata.testing.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Those of all parts: there are hundreds of commands to start. */
final class ClassArchives {
    private static final List<Path> PARTS = Stream.of(
                    "platform/launcher",
                    "platform/infrastructure",
                    "producer",
                    "validator-stream",
                    "mysql-sink",
                    "spark-analytics")
            .map(part -> Home.path().resolve(part).resolve("target"))
            .toList();

    private ClassArchives() {}

    /** Makes them, by a run of the whole platform. */
    static void ensure() {
        Path target = PARTS.get(0);
        ClassArchive.ensure(
                target.resolve("launcher.jsa"), PARTS, () -> make(Files.createTempDirectory(target, "archives-")));
    }

    private static void make(Path directory) throws IOException {
        Path raw = Feed.generate(directory.resolve("raw"), 300, 0.02).directory();
        Healthcare run = Healthcare.startAsItIs(
                directory.resolve("output"), Map.of(Jvm.ARCHIVE_CLASSES, "1"), Healthcare.up(raw, directory, "--once"));
        try {
            assertThat(run.await()).as(run.output()).isZero();
            assertThat(PARTS).allSatisfy(target -> assertThat(target)
                    .isDirectoryContaining(file -> file.toString().endsWith(".jsa")));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
