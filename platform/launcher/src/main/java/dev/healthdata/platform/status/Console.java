package dev.healthdata.platform.status;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Notes that stay, and below them, on a terminal, a status that is drawn over itself. */
public final class Console {
    private static final int DEFAULT_COLUMNS = 80;
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private final int columns;
    private final long plainInterval;
    private List<String> shown = List.of();
    private List<String> lastPlain = List.of();
    private long plainAt;

    /**
     * @param terminal whether {@code out} is one; if not, the status comes as plain lines now and then
     * @param columns of the terminal: longer lines take several of its rows
     * @param firstPlain after how long the first plain lines come
     * @param plainInterval after how long others may follow
     */
    Console(PrintStream out, boolean terminal, int columns, Duration firstPlain, Duration plainInterval) {
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
        this.plainInterval = plainInterval.toNanos();
        this.plainAt = System.nanoTime() - plainInterval.toNanos() + firstPlain.toNanos();
    }

    /** Standard output; the launcher script says whether it is a terminal. */
    public static Console ofThisProcess() {
        return ofThisProcess(PLAIN_INTERVAL);
    }

    /** The same for who asked for nothing but the status: the first one comes at once. */
    public static Console forWatching() {
        return ofThisProcess(Duration.ZERO);
    }

    private static Console ofThisProcess(Duration firstPlain) {
        return new Console(
                System.out,
                Boolean.getBoolean("healthcare.terminal"),
                Math.max(1, Integer.getInteger("healthcare.columns", DEFAULT_COLUMNS)),
                firstPlain,
                PLAIN_INTERVAL);
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
        } else if (System.nanoTime() - plainAt >= plainInterval && !lines.equals(lastPlain)) {
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
            out.print("\u001b[" + rows(shown) + "A\u001b[J"); // up as many rows, and clear from there
        }
    }

    private int rows(List<String> lines) {
        return lines.stream()
                .mapToInt(line -> Math.max(1, (line.length() + columns - 1) / columns))
                .sum();
    }

    private void draw() {
        shown.forEach(out::println);
        out.flush();
    }
}
