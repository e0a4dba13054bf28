package dev.healthdata.platform.compose;

import dev.healthdata.platform.compose.Docker.Result;
import dev.healthdata.testing.Home;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The stack of docker-compose.yml under a name and on ports of its own, of images made from the jars of this build. */
final class Stack implements AutoCloseable {
    static final List<String> PARTS = List.of("producer", "validator-stream", "mysql-sink", "spark-analytics");

    private final String project = "healthcare-it-" + ProcessHandle.current().pid();
    private final Docker docker;

    /**
     * Nothing of it runs yet.
     *
     * @param raw where CSV files come from
     * @param processed where the aggregates go; made by Docker
     */
    Stack(Path raw, Path processed) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("COMPOSE_PROJECT_NAME", project);
        environment.put("IMAGE_TAG", "it");
        environment.put("RAW_DIR", raw.toString());
        environment.put("PROCESSED_DIR", processed.toString());
        environment.put("KAFKA_PORT", freePort());
        environment.put("MYSQL_PORT", freePort());
        environment.put("DOCKER_BUILDKIT", "1");
        docker = new Docker(Home.path(), environment);
    }

    /** Builds the images in a directory of their own: the sources would be sent to the daemon else, and compiled there. */
    void build(Path context) throws IOException {
        Process collect = new ProcessBuilder(
                        "docker/collect.sh", context.resolve("parts").toString())
                .directory(Home.path().toFile())
                .inheritIO()
                .start();
        if (collect.onExit().join().exitValue() != 0) {
            throw new IOException("docker/collect.sh failed");
        }
        copy(Home.path().resolve("docker"), context.resolve("docker"));
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
                    "healthcare/" + target + ":it",
                    context.toString());
        }
    }

    void up() {
        compose("up", "-d", "--wait", "--no-build");
    }

    void down(String... options) {
        List<String> arguments = new ArrayList<>(List.of("--profile", "cli", "down"));
        arguments.addAll(List.of(options));
        compose(arguments.toArray(String[]::new));
    }

    /** The command of an operator, with what it prints to stdout and stderr. */
    Result cli(String... arguments) {
        List<String> all = new ArrayList<>(List.of("compose", "run", "--rm", "-T", "--no-deps", "cli"));
        all.addAll(List.of(arguments));
        return docker.run(all.toArray(String[]::new));
    }

    String get(String service, String path) {
        return compose("exec", "-T", service, "curl", "-s", "http://127.0.0.1:8080" + path);
    }

    /** As a bug or the kernel would: what ends a container by way of Docker is taken for the wish of a person. */
    void crash(String service) {
        String container = container(service);
        long pid = Long.parseLong(docker.output("inspect", "-f", "{{.State.Pid}}", container));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    int restarts(String service) {
        return Integer.parseInt(docker.output("inspect", "-f", "{{.RestartCount}}", container(service)));
    }

    boolean isHealthy(String service) {
        return docker.output("inspect", "-f", "{{.State.Running}} {{.State.Health.Status}}", container(service))
                .equals("true healthy");
    }

    String logs() {
        return docker.run("compose", "logs", "--tail", "15").output();
    }

    /** Containers, volumes and networks of this stack. */
    String remains() {
        String label = "label=com.docker.compose.project=" + project;
        return Stream.of(
                        docker.output("ps", "-aq", "--filter", label),
                        docker.output("volume", "ls", "-q", "--filter", label),
                        docker.output("network", "ls", "-q", "--filter", label))
                .filter(text -> !text.isEmpty())
                .reduce("", (a, b) -> a + "\n" + b);
    }

    /** Whatever has happened, nothing of it stays. */
    @Override
    public void close() {
        down("-v", "--remove-orphans", "-t", "5");
    }

    private String container(String service) {
        return compose("ps", "-a", "-q", service);
    }

    private String compose(String... arguments) {
        List<String> all = new ArrayList<>(List.of("compose"));
        all.addAll(List.of(arguments));
        return docker.output(all.toArray(String[]::new));
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
