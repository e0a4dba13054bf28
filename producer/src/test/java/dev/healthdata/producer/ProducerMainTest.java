package dev.healthdata.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.cli.Shutdown;
import dev.healthdata.producer.support.VisitsFile;
import dev.healthdata.records.process.Parent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProducerMainTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void anUnexpectedFailureIsNeitherWrongDataNorToldWithWhatItQuotes() throws Exception {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 10);

        assertThat(check(file, () -> {
                    throw new IllegalStateException("Kanarienvogel");
                }))
                .isEqualTo(3);

        assertThat(err.toString())
                .contains("IllegalStateException", "at dev.healthdata.producer.cli.CheckCommand")
                .doesNotContain("Kanarienvogel");
    }

    @Test
    void anErrorOfJavaIsNoWrongDataEither() throws Exception {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 10);

        assertThat(check(file, () -> {
                    throw new StackOverflowError("Kanarienvogel");
                }))
                .isEqualTo(3);

        assertThat(err.toString()).contains("StackOverflowError").doesNotContain("Kanarienvogel");
    }

    /** @param printing what happens when it says something */
    private int check(Path file, Runnable printing) {
        PrintWriter broken = new PrintWriter(Writer.nullWriter()) {
            @Override
            public void println(Object line) {
                printing.run();
            }

            @Override
            public void println(String line) {
                printing.run();
            }
        };
        return ProducerMain.commandLine(Parent.ofThisProcess(), Shutdown.never())
                .setOut(broken)
                .setErr(new PrintWriter(err, true))
                .execute("check", file.toString());
    }
}
