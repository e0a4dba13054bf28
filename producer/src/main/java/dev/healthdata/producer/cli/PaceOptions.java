package dev.healthdata.producer.cli;

import dev.healthdata.producer.ingest.Pace;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** How fast rows are sent. */
final class PaceOptions {
    @Option(
            names = "--rate",
            paramLabel = "N[/s]",
            description =
                    "So many rows a second over all files, for demonstrations. Default: as fast as Kafka takes them.")
    private String rate;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description =
                    "Visits and lab reports follow each other as their dates do, X times as fast: 86400 for a day of"
                            + " the record in a second. A row that is dated before one that was sent goes at once, and no pause is"
                            + " longer than a minute.")
    private String speed;

    /** What is wrong is added to the problems. */
    Pace pace(List<String> problems) {
        if (rate != null && speed != null) {
            problems.add("--speed: cannot be used together with --rate");
        }
        OptionalDouble rows = positive("--rate", withoutUnit(rate), problems);
        OptionalDouble times = positive("--speed", speed, problems);
        if (rows.isPresent()) {
            return Pace.steady(rows.getAsDouble());
        }
        return times.isPresent()
                ? Pace.byDate(times.getAsDouble(), Clock.system(ZoneId.systemDefault()))
                : Pace.unlimited();
    }

    private static String withoutUnit(String text) {
        return text == null ? null : text.strip().toLowerCase(Locale.ROOT).replaceFirst("\\s*/s$", "");
    }

    private static OptionalDouble positive(String option, String text, List<String> problems) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text);
            if (number > 0 && number <= Long.MAX_VALUE) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException e) {
            // as below
        }
        problems.add(option + ": is a number above 0");
        return OptionalDouble.empty();
    }
}
