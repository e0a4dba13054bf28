package dev.healthdata.analytics.query;

import dev.healthdata.infrastructure.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * A standalone Spark cluster, as Spark's own scripts would start it: one master, two workers, each a process. Its
 * directory of jars holds what a Spark distribution has, and nothing of ours.
 */
final class SparkCluster implements AutoCloseable {
    /** What we bring along, by the beginning of the jar's name. A distribution of Spark has none of it. */
    private static final List<String> OURS = List.of(
            "records-",
            "observability-",
            "picocli-",
            "micrometer-",
            "prometheus-",
            "HdrHistogram-",
            "LatencyUtils-",
            "spark-sql-kafka-",
            "spark-token-provider-kafka-",
            "kafka-clients-",
            "commons-pool2-");

    private final Path directory;
    private final Path home;
    private final String url;
    private final List<Process> workers = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final List<String> broughtAlong = new ArrayList<>();

    SparkCluster(Path directory) throws IOException {
        this.directory = directory;
        this.home = Path.of("target", "spark-distribution").toAbsolutePath();
        fillHome();
        int port = Ports.free();
        this.url = "spark://127.0.0.1:" + port;
        start(
                "master",
                "org.apache.spark.deploy.master.Master",
                List.of("--host", "127.0.0.1", "--port", Integer.toString(port), "--webui-port", "0"));
        for (int i = 0; i < 2; i++) {
            List<String> arguments = List.of(
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    "512m",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    directory.resolve("work" + i).toString(),
                    url);
            workers.add(start("worker" + i, "org.apache.spark.deploy.worker.Worker", arguments));
        }
    }

    /** Runs the analytics as {@code spark-submit} does, with our jar and what a distribution of Spark lacks. */
    Process submit(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "--master",
                url,
                "--executor-memory",
                "512m",
                // They live for a minute: what the second compiler takes does not come back.
                "--conf",
                "spark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.ui.enabled=false",
                "--jars",
                String.join(",", broughtAlong),
                "--class",
                "dev.healthdata.analytics.AnalyticsMain",
                "target/spark-analytics.jar"));
        all.addAll(List.of(arguments));
        return start("driver", "org.apache.spark.deploy.SparkSubmit", all);
    }

    /** A process of an executor that runs, of any worker. */
    Optional<ProcessHandle> anyExecutor() {
        return workers.stream().flatMap(worker -> worker.toHandle().children()).findFirst();
    }

    /** How many executors run. */
    long executors() {
        return workers.stream().flatMap(worker -> worker.toHandle().children()).count();
    }

    private void fillHome() throws IOException {
        Path jars = home.resolve("jars");
        FileUtils.deleteDirectory(jars.toFile());
        Files.createDirectories(jars);
        try (Stream<Path> all = Files.list(Path.of("target/lib"))) {
            for (Path jar : all.map(Path::toAbsolutePath).toList()) {
                String name = jar.getFileName().toString();
                if (OURS.stream().anyMatch(name::startsWith)) {
                    broughtAlong.add(jar.toString());
                } else {
                    Files.createSymbolicLink(jars.resolve(name), jar);
                }
            }
        }
    }

    private Process start(String name, String mainClass, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@jvm.options",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                home.resolve("jars") + "/*",
                mainClass));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.12");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    @Override
    public void close() {
        Collections.reverse(processes);
        for (Process process : processes) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly().onExit().join();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
