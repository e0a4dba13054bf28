package dev.healthdata.platform.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UpCommandTest {
    @TempDir
    private Path directory;

    @Test
    void saysThatItReadsAndWritesLocalDirectoriesAndMakesNoneNamedAsAUri() {
        StringWriter err = new StringWriter();

        int code = new CommandLine(new UpCommand())
                .setErr(new PrintWriter(err, true))
                .execute(
                        "--raw=hdfs://names/raw",
                        "--processed=s3a://bucket/processed",
                        "--state=" + directory.resolve("state"));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("healthcare up: --raw: is a directory, not a URI")
                .contains("healthcare up: --processed: is a directory, not a URI", "docs/analytics.md");
        assertThat(directory).isEmptyDirectory();
        assertThat(Path.of("s3a:")).doesNotExist();
    }

    @Test
    void takesAPathWithAColonForAPath() {
        Path odd = directory.resolve("a:b");
        StringWriter err = new StringWriter();

        new CommandLine(new UpCommand())
                .setErr(new PrintWriter(err, true))
                .execute("--raw=" + directory.resolve("none"), "--processed=" + odd, "--state=" + directory);

        assertThat(err.toString()).contains("--raw: there is no directory").doesNotContain("--processed");
        assertThat(Files.exists(odd)).isTrue();
    }

    @Test
    void refusesAStateWithACommaInItsPathAndDoesNotMakeIt() {
        Path state = directory.resolve("a,b").resolve("state");
        StringWriter err = new StringWriter();

        int code = new CommandLine(new UpCommand())
                .setErr(new PrintWriter(err, true))
                .execute("--raw=" + directory.resolve("none"), "--processed=" + directory, "--state=" + state);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--state: " + state + " may have no comma in its path");
        assertThat(directory).isEmptyDirectory();
    }
}
