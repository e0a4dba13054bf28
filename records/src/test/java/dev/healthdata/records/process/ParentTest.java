package dev.healthdata.records.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ParentTest {
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final PipedOutputStream launcher = new PipedOutputStream();

    @Test
    void hearsThatNoMoreRowsComeAndThatTheLauncherIsGone() throws IOException {
        parent(Map.of(Parent.ENVIRONMENT, Parent.STDIN))
                .follow(() -> heard.add("end of input"), () -> heard.add("end"));

        launcher.write("something else\nEND-OF-INPUT\n".getBytes(UTF_8));
        launcher.flush();
        await().until(() -> heard.equals(List.of("end of input")));
        launcher.close();

        await().until(() -> heard.equals(List.of("end of input", "end")));
    }

    @Test
    void tellsReadinessProgressAndNotesInWholeLines() throws IOException {
        Parent parent = parent(Map.of(Parent.ENVIRONMENT, Parent.STDIN));

        parent.ready();
        parent.progress("{\"rows\":1}");
        parent.note("close it");

        assertThat(stdout.toString(UTF_8)).isEqualTo("READY\nPROGRESS {\"rows\":1}\nclose it\n");
    }

    @Test
    void doesNothingForAPartThatWasStartedByHand() throws IOException {
        Parent parent = parent(Map.of());

        parent.follow(() -> heard.add("end of input"), () -> heard.add("end"));
        parent.ready();
        launcher.close();

        assertThat(stdout.toString(UTF_8)).isEmpty();
        assertThat(heard).isEmpty();
    }

    private Parent parent(Map<String, String> environment) throws IOException {
        return new Parent(environment, new PipedInputStream(launcher), new PrintStream(stdout, true, UTF_8));
    }
}
