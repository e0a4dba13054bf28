package dev.healthdata.platform.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    /** Longer than any test. */
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    @Test
    void drawsTheStatusOverItselfOnATerminalAndKeepsNotesAboveIt() {
        Console console = new Console(out, true, 10, INTERVAL, INTERVAL);

        console.status(List.of("one", "two"));
        console.note("a note");
        console.status(List.of("three"));

        String up = "\u001b[2A\u001b[J";
        assertThat(bytes.toString(UTF_8))
                .isEqualTo(lines("one", "two") + up + lines("a note", "one", "two") + up + lines("three"));
    }

    @Test
    void writesNoControlCharactersWhereThereIsNoTerminal() {
        Console console = new Console(out, false, 10, INTERVAL, INTERVAL);

        console.status(List.of("one"));
        console.note("a note");

        assertThat(bytes.toString(UTF_8)).isEqualTo(lines("a note"));
    }

    @Test
    void drawsOverAllRowsOfALineThatIsLongerThanTheTerminalIsWide() {
        Console console = new Console(out, true, 10, INTERVAL, INTERVAL);

        console.status(List.of("0123456789", "0123456789+"));
        console.status(List.of("short"));

        assertThat(bytes.toString(UTF_8))
                .isEqualTo(lines("0123456789", "0123456789+") + "\u001b[3A\u001b[J" + lines("short"));
    }

    @Test
    void writesTheFirstStatusAtOnceForThoseWhoWatchAndAnotherOnlyAfterAWhile() {
        Console console = new Console(out, false, 10, Duration.ZERO, INTERVAL);

        console.status(List.of("one"));
        console.status(List.of("two"));

        assertThat(bytes.toString(UTF_8)).isEqualTo(lines("one"));
    }

    @Test
    void writesAStatusAgainOnlyWhenItIsAnotherOne() {
        Console console = new Console(out, false, 10, Duration.ZERO, Duration.ZERO);

        console.status(List.of("one"));
        console.status(List.of("one"));
        console.status(List.of("two"));

        assertThat(bytes.toString(UTF_8)).isEqualTo(lines("one", "two"));
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
