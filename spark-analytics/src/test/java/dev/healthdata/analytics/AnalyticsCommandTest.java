package dev.healthdata.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.analytics.localfs.ObjectStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyticsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void listsEveryProblemOfTheConfigurationOnItsKey() throws Exception {
        Path config = directory.resolve("client.properties");
        Files.writeString(config, "group.id=mine\nsecurity.protocol=SSL\n");

        int code = run(
                "--trigger=soon",
                "--partitions=0",
                "--max-offsets-per-trigger=-1",
                "--checkpoint=" + directory.resolve("one, two"),
                "--config=" + config);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("--trigger:", "--partitions:", "--max-offsets-per-trigger:", "group.id is decided by Spark")
                .contains("--checkpoint: may have no comma")
                .doesNotContain("security.protocol");
    }

    @Test
    void namesTheFileThatItCannotRead() {
        assertThat(run("--bootstrap-server=localhost:1", "--config=" + directory.resolve("none")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--config: cannot read");
    }

    @Test
    void namesTheFileThatHoldsNoProperties() throws Exception {
        Path path = Files.writeString(directory.resolve("path.properties"), "ssl.keystore.location=C:\\users\\me");
        Path latin = Files.write(directory.resolve("latin.properties"), new byte[] {'a', '=', (byte) 0xFC});

        for (Path file : List.of(path, latin)) {
            assertThat(run("--bootstrap-server=localhost:1", "--config=" + file, "--trigger=soon"))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("--config: cannot read " + file, "--trigger:");
        }
    }

    @Test
    void namesAPropertyThatAClientDoesNotTake() throws Exception {
        Path config = Files.writeString(directory.resolve("client.properties"), "security.protocol=FOO\n");

        assertThat(run("--bootstrap-server=localhost:1", "--config=" + config)).isEqualTo(2);
        assertThat(err.toString()).contains("--config: ", "security.protocol").doesNotContain("started again");
        assertThat(run("--bootstrap-server=nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("--bootstrap-server: ");
    }

    @Test
    void namesAUriForWhichThereIsNoFileSystemAndSaysWhatToDo() {
        assertThat(run(
                        "--bootstrap-server=localhost:1",
                        "--processed=nosuch://bucket/a",
                        "--checkpoint=s3a://bucket/b"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "--processed: there is no file system for nosuch:", "--checkpoint: there is no file system for")
                .contains("--packages");
    }

    @Test
    void refusesAFileSystemInWhichReadersWouldMissAFileForAMoment() {
        ObjectStore.register();

        assertThat(run("--bootstrap-server=localhost:1", "--processed=copying:///a", "--trigger=soon"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--processed: the file system of copying:/", "in one step", "--trigger:");
    }

    @Test
    void explainsItself() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--rebuild", "--checkpoint=DIR", "KAFKA_BOOTSTRAP_SERVERS", "Exit codes");
    }

    private int run(String... args) {
        return AnalyticsMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
