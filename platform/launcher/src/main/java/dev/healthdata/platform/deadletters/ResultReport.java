package dev.healthdata.platform.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.healthdata.platform.cli.Failures;
import dev.healthdata.platform.deadletters.replay.Outcome;
import dev.healthdata.platform.deadletters.replay.Result;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Prints what becomes of each row as soon as it is known, and at the end how many there were of each. Whatever ends it, JSON
 * is one whole document; each row is a line of it.
 */
final class ResultReport {
    /** What tells of rows. */
    interface Work {
        void run(Consumer<Result> told) throws InterruptedException;
    }

    private final PrintStream out;
    private final boolean json;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

    private ResultReport(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /**
     * Works, and reports on it. Ctrl-C interrupts it, and then the report is finished, too.
     *
     * @return the exit code: 0 if nothing is left to do, else 1
     */
    static int of(PrintStream out, boolean json, Work work) throws InterruptedException {
        ResultReport report = new ResultReport(out, json);
        Interruption interruption = Interruption.atExit();
        try {
            report.begin();
            work.run(report::add);
            report.finish(null);
        } catch (InterruptedException | RuntimeException e) {
            report.finish(Failures.text(e));
            throw e;
        } finally {
            interruption.close();
        }
        return report.counts.keySet().stream().allMatch(Outcome::good) ? 0 : 1;
    }

    private void begin() {
        if (json) {
            out.print("{\"rows\":[");
            out.flush();
        }
    }

    private void add(Result result) {
        if (json) {
            out.print((counts.isEmpty() ? "\n" : ",\n") + json(result));
        } else {
            out.println(result.table() + " " + result.key() + " (" + result.where() + "): "
                    + result.outcome().text() + (result.detail().isEmpty() ? "" : ", " + result.detail()));
        }
        out.flush();
        counts.merge(result.outcome(), 1L, Long::sum);
    }

    /** @param failure null if there was none */
    private void finish(String failure) {
        if (json) {
            ObjectNode rest = LetterJson.JSON.createObjectNode();
            for (Outcome each : Outcome.values()) {
                rest.put(each.code(), counts.getOrDefault(each, 0L));
            }
            rest.put("failure", failure);
            out.println("\n]," + rest.toString().substring(1));
        } else if (!counts.isEmpty()) {
            out.println(totals());
        } else if (failure == null) {
            out.println("No such dead letter is open.");
        }
        out.flush();
    }

    private static ObjectNode json(Result result) {
        return LetterJson.JSON
                .createObjectNode()
                .put("table", result.table())
                .put("key", result.key())
                .put("where", result.where())
                .put("outcome", result.outcome().code())
                .put("detail", result.detail());
    }

    private String totals() {
        StringBuilder text = new StringBuilder();
        counts.forEach((outcome, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(String.format(Locale.ROOT, "%,d ", count))
                .append(outcome.text()));
        return text.toString();
    }
}
