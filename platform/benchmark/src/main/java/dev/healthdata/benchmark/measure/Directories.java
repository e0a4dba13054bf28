package dev.healthdata.benchmark.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/** Whole directories, copied so that all runs begin alike. */
public final class Directories {
    private Directories() {}

    /** Makes it anew: a run that broke off may have left another. */
    public static void copy(Path from, Path to) throws IOException {
        delete(to);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }

    /** Makes it, empty: a run that broke off may have left half of what it needs. */
    public static Path fresh(Path directory) throws IOException {
        delete(directory);
        return Files.createDirectories(directory);
    }

    /** Does nothing where there is none. */
    public static void delete(Path directory) throws IOException {
        Utils.delete(directory.toFile());
    }
}
