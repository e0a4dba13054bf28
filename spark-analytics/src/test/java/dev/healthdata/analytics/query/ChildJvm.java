package dev.healthdata.analytics.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.analytics.AnalyticsMain;
import dev.healthdata.records.process.Parent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The analytics as a process of its own, as the launcher starts it. */
final class ChildJvm {
    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
    }

    /**
     * Returns when it says that it is able to work.
     *
     * @param options of the JVM
     */
    static ChildJvm start(Settings settings, Path log, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@jvm.options",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AnalyticsMain.class.getName()));
        command.addAll(List.of(
                "--bootstrap-server", settings.kafka().get("bootstrap.servers"),
                "--processed", settings.processed().toString(),
                "--checkpoint", settings.checkpoint().toString(),
                "--trigger", settings.trigger().toMillis() + "ms"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put(Parent.ENVIRONMENT, Parent.STDIN);
        ChildJvm child = new ChildJvm(builder.start());
        child.awaitReady();
        return child;
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** What the launcher's death looks like from inside. */
    int orphan() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return exitCode();
    }

    private int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("it lingers");
        }
        return process.exitValue();
    }

    @SuppressWarnings("resource") // stdout stays open for as long as the process lives
    private void awaitReady() throws IOException {
        BufferedReader stdout = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = stdout.readLine();
        while (line != null && line.startsWith(Parent.PROGRESS)) { // it publishes before it looks for records
            line = stdout.readLine();
        }
        if (!Parent.READY.equals(line)) {
            throw new IllegalStateException("it says " + line + " instead of being ready");
        }
        Thread drain = new Thread(() -> stdout.lines().forEach(each -> {}), "drain");
        drain.setDaemon(true);
        drain.start();
    }
}
