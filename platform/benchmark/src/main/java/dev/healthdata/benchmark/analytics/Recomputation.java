package dev.healthdata.benchmark.analytics;

import dev.healthdata.benchmark.measure.Spread;
import dev.healthdata.infrastructure.process.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the recomputation as a process of its own, with Spark as the analytics have it. */
final class Recomputation {
    private final Path home;
    private final Path work;

    Recomputation(Path home, Path work) {
        this.home = home;
        this.work = work;
    }

    /**
     * The milliseconds of each run, without the start of the process and a first one that warms it up.
     *
     * @throws IllegalStateException if it fails; it names the log
     */
    Spread run(String bootstrapServers, Path directory, int runs) throws IOException, InterruptedException {
        Path spark = home.resolve("spark-analytics");
        Path target = home.resolve("platform").resolve("recomputation").resolve("target");
        // More memory than the analytics have: it holds all rows, not what changed.
        List<String> options = List.of("-XX:+UseSerialGC", "-Xmx1g", "@" + spark.resolve("jvm.options"));
        List<String> command = new ArrayList<>(new Jvm(
                        target, "recomputation", "dev.healthdata.recomputation.RecomputationMain", options)
                .command(List.of(
                        bootstrapServers, directory.resolve("recomputed").toString(), "" + (runs + 1))));
        // Its libraries are those of the analytics.
        int classPath = command.indexOf("-cp") + 1;
        command.set(
                classPath,
                String.join(
                        File.pathSeparator,
                        target.resolve("recomputation.jar").toString(),
                        spark.resolve("target").resolve("spark-analytics.jar").toString(),
                        spark.resolve("target").resolve("lib").resolve("*").toString()));
        Path log = work.resolve("recomputation.log");
        Path out = work.resolve("recomputation.out");
        int code = new ProcessBuilder(command)
                .redirectError(log.toFile())
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("the recomputation ended with " + code + ": see " + log);
        }
        return Spread.of(Files.readAllLines(out).stream()
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray());
    }
}
