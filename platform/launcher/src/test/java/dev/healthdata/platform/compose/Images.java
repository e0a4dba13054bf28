package dev.healthdata.platform.compose;

import dev.healthdata.testing.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The images of the parts, made from the jars of this build. */
final class Images {
    static final String TAG = "it";

    private Images() {}

    /** Builds them in a directory of their own: the sources would be sent to the daemon else, and compiled there. */
    static void build(Path context) throws IOException {
        Process collect = new ProcessBuilder(
                        "docker/collect.sh", context.resolve("parts").toString())
                .directory(Home.path().toFile())
                .inheritIO()
                .start();
        if (collect.onExit().join().exitValue() != 0) {
            throw new IOException("docker/collect.sh failed");
        }
        copy(Home.path().resolve("docker"), context.resolve("docker"));
        Docker docker = new Docker(Home.path(), Map.of("DOCKER_BUILDKIT", "1"));
        for (String target : List.of("producer", "validator-stream", "mysql-sink", "spark-analytics", "cli")) {
            docker.output(
                    "build",
                    "-q",
                    "-f",
                    Home.path().resolve("Dockerfile").toString(),
                    "--build-arg",
                    "JARS=built",
                    "--target",
                    target,
                    "-t",
                    "healthcare/" + target + ":" + TAG,
                    context.toString());
        }
    }

    /** Like a clone under the strictest umask: images take over the modes of what they are made from. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = Files.copy(file, to.resolve(file.getFileName()));
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }
}
