package dev.healthdata.platform.compose;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.compose.Docker.Result;
import dev.healthdata.testing.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The stack of docker-compose.yml under a name and on ports of its own. */
final class Stack implements AutoCloseable {
    static final List<String> PARTS = List.of("producer", "validator-stream", "mysql-sink", "spark-analytics");

    private static final Duration BACK = Duration.ofMinutes(4);
    private static final String TEST = "platform/launcher/src/test/resources/compose/";
    private static final String PASSWORD = "test-only";

    private final String project = "healthcare-it-" + ProcessHandle.current().pid();
    private final Map<String, String> environment = new HashMap<>();
    private final Docker docker;

    /**
     * Nothing of it runs yet.
     *
     * @param directory where CSV files come from ({@code raw}), aggregates go ({@code processed}) and dead letters are repaired
     *     ({@code repair}); Docker makes the last two
     */
    Stack(Path directory) throws IOException {
        this(directory, List.of("docker-compose.yml", TEST + "quick.yml"));
    }

    /** With three brokers, two validators and two sinks, and a producer that takes its time. */
    static Stack cluster(Path directory) throws IOException {
        return new Stack(
                directory,
                List.of("docker-compose.yml", "docker-compose.cluster.yml", TEST + "quick.yml", TEST + "paced.yml"));
    }

    /** Whose database is not made in the time of a test. */
    static Stack withASlowDatabase(Path directory) throws IOException {
        return new Stack(directory, List.of("docker-compose.yml", TEST + "quick.yml", TEST + "slow-database.yml"));
    }

    private Stack(Path directory, List<String> files) throws IOException {
        environment.put("COMPOSE_PROJECT_NAME", project);
        environment.put("COMPOSE_FILE", String.join(":", files));
        environment.put("IMAGE_TAG", Images.TAG);
        for (String name : List.of("raw", "processed", "repair")) {
            environment.put(
                    name.toUpperCase(Locale.ROOT) + "_DIR",
                    directory.resolve(name).toString());
        }
        environment.put("MYSQL_ANALYST_PASSWORD", PASSWORD);
        for (String port : List.of("MYSQL_PORT", "KAFKA_PORT", "KAFKA_PORT_2", "KAFKA_PORT_3")) {
            environment.put(port, Integer.toString(Ports.free()));
        }
        docker = new Docker(Home.path(), environment);
    }

    /** Starts what does not run, and returns when all is well. */
    void up() {
        compose("up", "-d", "--wait", "--no-build");
    }

    /** Starts one that does not run, and those that it depends on, and does not wait for it. */
    void create(String service) {
        compose("up", "-d", "--no-build", service);
    }

    /** Runs again what is run at each start. */
    void prepare() {
        compose("run", "--rm", "-T", "--no-deps", "prepare");
    }

    /** In a container that has the directories of the host. */
    void asRoot(String script) {
        compose("run", "--rm", "-T", "--no-deps", "--entrypoint", "sh", "prepare", "-c", script);
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

    /** How it is reached from outside. */
    SqlAccount sql() {
        return new SqlAccount(
                "jdbc:mysql://127.0.0.1:" + environment.get("MYSQL_PORT") + "/healthcare_db?sslMode=REQUIRED",
                "analyst",
                PASSWORD);
    }

    /** The address from outside of one broker. */
    String kafka(String portVariable) {
        return "localhost:" + environment.get(portVariable);
    }

    String get(String service, String path) {
        return exec(service, "curl", "-s", "http://127.0.0.1:8080" + path);
    }

    /** The output of a command in a container that runs. */
    String exec(String service, String... command) {
        return compose(Stream.concat(Stream.of("exec", "-T", service), Stream.of(command))
                .toArray(String[]::new));
    }

    /** A command as a person types it. */
    void shell(String command) {
        docker.shell(command);
    }

    /**
     * As a bug or the kernel would: what ends a container by way of Docker is taken for the wish of a person. Returns when it
     * was started again.
     */
    void crash(String service) {
        String container = container(service);
        int before = restarts(container);
        long pid = Long.parseLong(docker.output("inspect", "-f", "{{.State.Pid}}", container));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Awaitility.await("restart of " + service)
                .atMost(BACK)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> restarts(container) > before);
    }

    private int restarts(String container) {
        return Integer.parseInt(docker.output("inspect", "-f", "{{.RestartCount}}", container));
    }

    /** For good, until {@link #start} or {@link #up}: of a service that is there several times, one of each. */
    void kill(String... services) {
        List<String> command = new ArrayList<>(List.of("kill"));
        Stream.of(services).map(this::container).forEach(command::add);
        docker.output(command.toArray(String[]::new));
    }

    /** What was killed, without waiting for it. */
    void start(String service) {
        docker.output("start", container(service));
    }

    void awaitHealthy(String service) {
        String container = container(service);
        Awaitility.await(service + " is healthy again")
                .atMost(BACK)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> docker.output("inspect", "-f", "{{.State.Running}} {{.State.Health.Status}}", container)
                        .equals("true healthy"));
    }

    void awaitLog(String service, String text) {
        String container = container(service);
        Awaitility.await(service + " says " + text)
                .atMost(BACK)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> docker.output("logs", container).contains(text));
    }

    /** What Docker calls it once its health check has reached it: not where nothing listens yet. */
    String awaitCheckThatIsAnswered(String service) {
        String container = container(service);
        Awaitility.await(service + " answers its health check")
                .atMost(BACK)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> docker.output(
                                "inspect",
                                "-f",
                                "{{range .State.Health.Log}}{{.ExitCode}} {{.Output}};{{end}}",
                                container)
                        .matches("(?s).*(0 ;|ERROR 1130|ERROR 1045).*"));
        return docker.output("inspect", "-f", "{{.State.Health.Status}}", container);
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

    /** The first of them. */
    private String container(String service) {
        return compose("ps", "-a", "-q", service).lines().findFirst().orElseThrow();
    }

    private String compose(String... arguments) {
        List<String> all = new ArrayList<>(List.of("compose"));
        all.addAll(List.of(arguments));
        return docker.output(all.toArray(String[]::new));
    }
}
