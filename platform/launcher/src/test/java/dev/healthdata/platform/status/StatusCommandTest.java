package dev.healthdata.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StatusCommandTest {
    @Test
    void refusesToDrawJsonAgainAndAgain() {
        StringWriter err = new StringWriter();

        int code = new CommandLine(new StatusCommand())
                .setErr(new PrintWriter(err, true))
                .execute("--state=nowhere", "--watch", "--json");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--watch and --json:");
    }
}
