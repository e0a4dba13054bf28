package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.sink.check.Problems;
import dev.healthdata.sink.consume.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void whatIsNoNumberOfAnythingIsSaid() {
        for (String option : List.of(
                "connect-timeout",
                "lock-timeout",
                "writers",
                "batch-rows",
                "statement-rows",
                "held-rows",
                "held-patience")) {
            assertThatThrownBy(() -> options("--" + option + "=0").settings())
                    .as(option)
                    .isInstanceOf(Problems.class)
                    .hasMessage(option + ": must be at least 1");
            assertThatCode(() -> options("--" + option + "=1").settings()).doesNotThrowAnyException();
        }
    }

    @Test
    void eachOptionMeansWhatItsNameSays() throws Exception {
        SinkSettings settings = options(
                        "--connect-timeout=1",
                        "--lock-timeout=2",
                        "--writers=3",
                        "--batch-rows=4",
                        "--statement-rows=5",
                        "--held-rows=6",
                        "--held-patience=7",
                        "--group=some",
                        "--instance=one")
                .settings();

        assertThat(settings.database().connectTimeout()).hasSeconds(1);
        assertThat(settings.database().lockTimeout()).hasSeconds(2);
        assertThat(settings.database().url()).isEqualTo("jdbc:mysql://db:3306/healthcare_db");
        assertThat(settings.database().user()).isEqualTo("sink");
        // One for each writer, and one for dead letters.
        assertThat(settings.database().connections()).isEqualTo(4);
        assertThat(settings.writers()).isEqualTo(3);
        assertThat(settings.statementRows()).isEqualTo(5);
        assertThat(settings.limits()).isEqualTo(new Limits(4, 6, Duration.ofSeconds(7)));
        assertThat(settings.group()).isEqualTo("some");
        assertThat(settings.instance()).contains("one");
    }

    @Test
    void propertiesOfAFileAreTakenAndTheOptionWins() throws Exception {
        Path file = Files.writeString(
                directory.resolve("client.properties"), "bootstrap.servers=other:9092\nsecurity.protocol=SSL\n");

        assertThat(options("--config=" + file).settings().kafka())
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("security.protocol", "SSL");
        assertThatThrownBy(() ->
                        options("--config=" + directory.resolve("nowhere")).settings())
                .isInstanceOf(Problems.class)
                .hasMessageStartingWith("config: ")
                .hasMessageContaining("nowhere");
    }

    @Test
    void allClientsNoticeALostBrokerSoonUnlessTheFileSaysOtherwise() throws Exception {
        Path file = Files.writeString(directory.resolve("client.properties"), "request.timeout.ms=9000\n");

        assertThat(options("--config=" + file).settings().kafka())
                .containsEntry("request.timeout.ms", "9000")
                .containsEntry("socket.connection.setup.timeout.ms", 2_000L);
    }

    private static SinkOptions options(String... arguments) {
        SinkOptions options = new SinkOptions();
        List<String> all = new ArrayList<>(List.of(
                "--bootstrap-server=kafka:9092",
                "--mysql-url=jdbc:mysql://db:3306/healthcare_db",
                "--mysql-user=sink"));
        all.addAll(List.of(arguments));
        new CommandLine(options).parseArgs(all.toArray(String[]::new));
        return options;
    }
}
