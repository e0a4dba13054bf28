package dev.healthdata.platform.deadletters;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.healthdata.platform.deadletters.replay.Outcome;
import dev.healthdata.platform.deadletters.replay.Result;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Prints what becomes of each row as soon as it is known, and at the end how many there were of each. */
final class ResultReport {
    private final PrintStream out;
    private final JsonGenerator json;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

    ResultReport(PrintStream out, boolean asJson) {
        this.out = out;
        try {
            json = asJson ? LetterJson.JSON.getFactory().createGenerator(out) : null;
            if (json != null) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.writeStartObject();
                json.writeArrayFieldStart("rows");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(Result result) {
        counts.merge(result.outcome(), 1L, Long::sum);
        if (json == null) {
            out.println(result.table() + " " + result.key() + " (" + result.where() + "): "
                    + result.outcome().text() + (result.detail().isEmpty() ? "" : ", " + result.detail()));
            return;
        }
        try {
            json.writeStartObject();
            json.writeStringField("table", result.table());
            json.writeStringField("key", result.key());
            json.writeStringField("where", result.where());
            json.writeStringField("outcome", result.outcome().code());
            json.writeStringField("detail", result.detail());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints the counts; the exit code: 0 if nothing is left to do, else 1. */
    int finish() {
        if (json == null) {
            out.println(counts.isEmpty() ? "No such dead letter is open." : totals());
        } else {
            finishJson();
        }
        return counts.keySet().stream().allMatch(Outcome::good) ? 0 : 1;
    }

    private void finishJson() {
        try {
            json.writeEndArray();
            for (Outcome each : Outcome.values()) {
                json.writeNumberField(each.code(), counts.getOrDefault(each, 0L));
            }
            json.writeEndObject();
            json.close();
            out.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String totals() {
        StringBuilder text = new StringBuilder();
        counts.forEach((outcome, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(String.format(Locale.ROOT, "%,d ", count))
                .append(outcome.text()));
        return text.toString();
    }
}
