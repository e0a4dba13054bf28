package dev.healthdata.records.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Map;

/**
 * The launcher, seen from a part that it started. It holds the other end of stdin: when it dies, however it dies, stdin
 * ends and the part leaves in order. A part that was started by hand or in a container has no such parent.
 */
public final class Parent {
    /** Set to {@value #STDIN} by a launcher that holds stdin open. */
    public static final String ENVIRONMENT = "HEALTHCARE_PARENT";

    public static final String STDIN = "stdin";

    /** Printed by a part when it is able to do its work. */
    public static final String READY = "READY";

    /** Sent to a part when no more CSV rows will come. */
    public static final String END_OF_INPUT = "END-OF-INPUT";

    /** Begins a line in which a part tells how far it is; JSON follows. */
    public static final String PROGRESS = "PROGRESS ";

    private final boolean present;
    private final InputStream stdin;
    private final PrintStream stdout;

    Parent(Map<String, String> environment, InputStream stdin, PrintStream stdout) {
        this.present = STDIN.equals(environment.get(ENVIRONMENT));
        this.stdin = stdin;
        this.stdout = stdout;
    }

    public static Parent ofThisProcess() {
        return new Parent(System.getenv(), System.in, System.out);
    }

    /**
     * Follows what the parent says, in a thread of its own. Does nothing without a parent.
     *
     * @param endOfInput run once, when no more CSV rows will come
     * @param end run when the parent is gone or wants this part to leave; usually {@code () -> System.exit(0)}
     */
    public void follow(Runnable endOfInput, Runnable end) {
        if (!present) {
            return;
        }
        Thread thread = new Thread(() -> listen(endOfInput, end), "parent");
        thread.setDaemon(true);
        thread.start();
    }

    /** Says in one write that this part is able to do its work. */
    public void ready() {
        say(READY);
    }

    /** Tells how far this part is, as a JSON object without line ends. */
    public void progress(String json) {
        say(PROGRESS + json);
    }

    /** Says what a person who looks at the parent should know, in one line. */
    public void note(String text) {
        say(text);
    }

    /** Only a parent reads it; a log of a container need not. */
    private void say(String line) {
        if (present) {
            byte[] bytes = (line + "\n").getBytes(UTF_8);
            stdout.write(bytes, 0, bytes.length);
            stdout.flush();
        }
    }

    private void listen(Runnable endOfInput, Runnable end) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stdin, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(END_OF_INPUT)) {
                    endOfInput.run();
                }
            }
        } catch (IOException e) {
            // A broken pipe means what its end means.
        }
        end.run();
    }
}
