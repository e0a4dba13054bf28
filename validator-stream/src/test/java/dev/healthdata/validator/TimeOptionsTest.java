package dev.healthdata.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TimeOptionsTest {
    private static final Map<String, Object> LONGER = Map.of("producer.transaction.timeout.ms", "60000");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--grace=PT0S",
                "--grace=P36500D",
                "--grace=10m --retention=10m",
                "--retention=P36500D",
                "--commit-interval=PT0.001S",
                "--commit-interval=10s"
            })
    void takesWhatCanBe(String options) {
        assertThat(problems(Map.of(), options)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--grace=PT-1S, --grace: must not be negative",
        "--grace=P300000000000D, --grace: must be at most P36500D",
        "--grace=10m --retention=PT9M59.999S, --retention: must be at least --grace",
        "--grace=PT0S --retention=PT-1S, --retention: must be at least --grace",
        "--retention=P300000000000D, --retention: must be at most P36500D",
        "--commit-interval=0s, --commit-interval: must be positive",
        "--commit-interval=PT10.001S, --commit-interval: must be at most 10000 ms"
    })
    void saysOfEachOptionWhatIsWrong(String options, String problem) {
        assertThat(problems(Map.of(), options)).singleElement().asString().startsWith(problem);
    }

    @Test
    void whoLetsTransactionsTakeLongerMayCommitAsSeldom() {
        assertThat(problems(LONGER, "--commit-interval=60s")).isEmpty();
        assertThat(problems(Map.of("transaction.timeout.ms", "60000"), "--commit-interval=60s"))
                .isEmpty();
        assertThat(problems(LONGER, "--commit-interval=61s"))
                .singleElement()
                .asString()
                .startsWith("--commit-interval: must be at most 60000 ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commit.interval.ms=20000",
                "max.task.idle.ms=soon",
                "producer.transaction.timeout.ms=long",
                "default.api.timeout.ms=soon"
            })
    void aWrongPropertyOfTheFileIsAUsageErrorToo(String property) throws Exception {
        Path config = Files.writeString(directory.resolve("client.properties"), property);

        assertThat(run("--config=" + config)).isEqualTo(2);
    }

    @Test
    void anAddressThatIsNoneIsAUsageError() {
        assertThat(run("--bootstrap-server=kafka")).isEqualTo(2);
    }

    @Test
    void theValidatorDoesNotStartWithATimeThatCannotBe() {
        assertThat(run("--commit-interval=11s")).isEqualTo(2);
        assertThat(run("--grace=P300000000000D")).isEqualTo(2);
    }

    /** With a Kafka that nobody reaches: none of it is to be asked. */
    private int run(String option) {
        return new CommandLine(new ValidatorMain())
                .setOverwrittenOptionsAllowed(true)
                .execute("--bootstrap-server=localhost:1", "--state-dir=" + directory.resolve("state"), option);
    }

    private static List<String> problems(Map<String, Object> client, String options) {
        List<String> problems = new ArrayList<>();
        CommandLine.populateCommand(new TimeOptions(), options.split(" ")).check(client, true, problems);
        return problems;
    }
}
