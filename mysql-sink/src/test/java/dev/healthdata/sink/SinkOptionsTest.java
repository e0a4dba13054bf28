package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.sink.check.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SinkOptionsTest {
    @TempDir
    private Path directory;

    @Test
    void thePasswordIsTheFirstLineOfItsFile() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "of the sink\nnot this\n");

        SinkSettings settings = options("--mysql-password-file=" + file).settings();

        assertThat(settings.database().password()).isEqualTo("of the sink");
        assertThat(settings.toString()).doesNotContain("of the sink");
    }

    @Test
    void aPasswordFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> options("--mysql-password-file=" + directory.resolve("nowhere"))
                        .settings())
                .isInstanceOfSatisfying(Problems.class, problems -> assertThat(problems.list())
                        .anyMatch(problem -> problem.toString().contains("mysql-password-file")
                                && problem.toString().contains("nowhere")));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        SinkOptions options = new SinkOptions();
        new CommandLine(options)
                .parseArgs(
                        "--bootstrap-server=kafka:9092", "--mysql-url=jdbc:other:x", "--writers=0", "--batch-rows=-1");

        assertThatThrownBy(options::settings)
                .isInstanceOfSatisfying(Problems.class, problems -> assertThat(problems.list())
                        .extracting(Object::toString)
                        .anyMatch(text -> text.contains("mysql-url"))
                        .anyMatch(text -> text.contains("writers"))
                        .anyMatch(text -> text.contains("batch-rows")));
    }

    private static SinkOptions options(String argument) {
        SinkOptions options = new SinkOptions();
        new CommandLine(options)
                .parseArgs(
                        "--bootstrap-server=kafka:9092",
                        "--mysql-url=jdbc:mysql://db:3306/healthcare_db",
                        "--mysql-user=sink",
                        argument);
        return options;
    }
}
