package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.process.Jvm;
import dev.healthdata.testing.Home;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@code ./healthcare} makes when it has built, so that its commands start in half the time: here Maven builds, and there are
 * hundreds of commands to start.
 */
final class ClassArchives {
    private static final List<String> PARTS = List.of(
            "platform/launcher",
            "platform/infrastructure",
            "producer",
            "validator-stream",
            "mysql-sink",
            "spark-analytics");

    private static boolean there;

    private ClassArchives() {}

    /** Makes them, by a run of the whole platform, unless they are there and newer than what they are made of. */
    static synchronized void ensure() throws IOException {
        if (there) {
            return;
        }
        Path target = Home.path().resolve("platform/launcher/target");
        // Tests may run in several JVMs.
        try (FileChannel file = FileChannel.open(
                        target.resolve("archives.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            Path archive = target.resolve("launcher.jsa");
            if (!Files.exists(archive) || Files.getLastModifiedTime(archive).compareTo(newestJar()) < 0) {
                make(Files.createTempDirectory(target, "archives-"));
            }
        }
        there = true;
    }

    private static void make(Path directory) throws IOException {
        Path raw = Feed.generate(directory.resolve("raw"), 300, 0.02).directory();
        Healthcare run = Healthcare.startAsItIs(
                directory.resolve("output"), Map.of(Jvm.ARCHIVE_CLASSES, "1"), Healthcare.up(raw, directory, "--once"));
        try {
            assertThat(run.await()).as(run.output()).isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FileTime newestJar() throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (String part : PARTS) {
            Path target = Home.path().resolve(part).resolve("target");
            for (Path directory : List.of(target, target.resolve("lib"))) {
                try (Stream<Path> files = Files.list(directory)) {
                    for (Path jar : files.filter(path -> path.toString().endsWith(".jar"))
                            .toList()) {
                        times.add(Files.getLastModifiedTime(jar));
                    }
                }
            }
        }
        return times.stream().max(Comparator.naturalOrder()).orElseThrow();
    }
}
