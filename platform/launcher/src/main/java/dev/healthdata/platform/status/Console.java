package dev.healthdata.platform.status;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Notes that stay, and below them, on a terminal, a status that is drawn over itself. */
public final class Console {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private List<String> shown = List.of();
    private List<String> lastPlain = List.of();
    private long plainAt = System.nanoTime();

    /** @param terminal whether {@code out} is one; if not, the status comes as plain lines now and then */
    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Standard output; the launcher script says whether it is a terminal. */
    public static Console ofThisProcess() {
        return new Console(System.out, Boolean.getBoolean("healthcare.terminal"));
    }

    /** A line that stays. */
    public synchronized void note(String line) {
        clear();
        out.println(line);
        draw();
    }

    /** Shows the status, in place of the last one. */
    public synchronized void status(List<String> lines) {
        if (terminal) {
            clear();
            shown = List.copyOf(lines);
            draw();
        } else if (System.nanoTime() - plainAt > PLAIN_INTERVAL.toNanos() && !lines.equals(lastPlain)) {
            plainAt = System.nanoTime();
            lastPlain = List.copyOf(lines);
            lines.forEach(out::println);
            out.flush();
        }
    }

    /** Leaves the last status standing; what comes next is written below it. */
    public synchronized void endStatus() {
        shown = List.of();
    }

    private void clear() {
        if (!shown.isEmpty()) {
            out.print("\u001b[" + shown.size() + "A\u001b[J"); // up as many lines, and clear from there
        }
    }

    private void draw() {
        shown.forEach(out::println);
        out.flush();
    }
}
