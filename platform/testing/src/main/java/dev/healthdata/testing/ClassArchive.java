package dev.healthdata.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code ./healthcare} makes when it has built, so that its processes start sooner: here Maven builds, and tests
 * start processes by the dozen.
 */
public final class ClassArchive {
    /** A run that leaves the archive behind. */
    @FunctionalInterface
    public interface Making {
        void run() throws IOException;
    }

    private static final Set<Path> THERE = new HashSet<>();

    private ClassArchive() {}

    /**
     * Makes it, unless it is there and newer than what it is made of.
     *
     * @param archive the file
     * @param targets where the jars are that it is made of
     */
    public static synchronized void ensure(Path archive, List<Path> targets, Making making) {
        if (THERE.contains(archive)) {
            return;
        }
        // Tests may run in several JVMs.
        try (FileChannel file = FileChannel.open(
                        archive.resolveSibling("archives.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (lock.isValid() && isToBeMade(archive, targets)) {
                making.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        THERE.add(archive);
    }

    private static boolean isToBeMade(Path archive, List<Path> targets) throws IOException {
        return !Files.exists(archive) || Files.getLastModifiedTime(archive).compareTo(newestJar(targets)) < 0;
    }

    private static FileTime newestJar(List<Path> targets) throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path target : targets) {
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
