package dev.healthdata.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.topics.TopicsCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FailuresTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void aWrongPropertyOfTheClientIsAUsageErrorThatNamesIt() throws Exception {
        Path config = Files.writeString(directory.resolve("client.properties"), "security.protocol=TSL\n");

        assertThat(topics("--bootstrap-server=localhost:1", "--config=" + config))
                .isEqualTo(2);

        assertThat(err.toString()).contains("--config: ", "security.protocol", "--help' tells what it takes");
    }

    @Test
    void anAddressWithoutAPortIsAUsageErrorOfItsOption() {
        assertThat(topics("--bootstrap-server=localhost")).isEqualTo(2);

        assertThat(err.toString()).contains("--bootstrap-server: ");
    }

    @Test
    void aHostThatNobodyKnowsMayBeRightTomorrow() {
        assertThat(topics("--bootstrap-server=kafka.invalid:9092")).isEqualTo(1);
    }

    private int topics(String... arguments) {
        return Failures.reportedBy(new CommandLine(new TopicsCommand()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
