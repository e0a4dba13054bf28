package dev.healthdata.validator.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.json.CleanJson.Clean;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;

/** A visit as the topology tells it: plays steps on a bench, and reads what is said. */
final class VisitStory {
    private static final String NUMBER = "Version ";

    private final Bench bench;
    private final String prefix;
    private final VisitModel model = new VisitModel();
    private List<Clean> clean = List.of();
    private Optional<String> letter = Optional.empty();

    /** @param prefix of all ids, so that many stories can share a bench */
    VisitStory(Bench bench, String prefix) {
        this.bench = bench;
        this.prefix = prefix;
    }

    /** All of them, and then time for everything to be said. */
    VisitStory play(List<Step> steps) {
        steps.forEach(this::play);
        play(new Step.Settle());
        play(new Step.GraceEnds());
        clean = bench.clean("visits");
        bench.records("dead-letter-visits").forEach(record -> letter = inShort(record));
        return this;
    }

    private void play(Step step) {
        if (step instanceof Step.Valid valid) {
            visit(valid.patient(), valid.doctor(), "2025-03-04");
        } else if (step instanceof Step.Invalid) {
            visit("P1", "D1", "");
        } else if (step instanceof Step.Parent parent && parent.table().equals("patients")) {
            bench.rowUnsettled("patients", prefix + parent.name(), "Zoë", "F", "1990-01-02", "A+", "Bonn");
        } else if (step instanceof Step.Parent parent) {
            bench.rowUnsettled("doctors", prefix + parent.name(), "Ada", "Cardiology", "North");
        } else if (step instanceof Step.GraceEnds) {
            bench.pass(Bench.GRACE);
            bench.settle();
        } else if (step instanceof Step.ClockStepsBack) {
            bench.stepBack(Duration.ofMinutes(1));
        } else {
            bench.settle();
        }
        model.take(step);
    }

    /** It says its number as the reason. */
    private void visit(String patient, String doctor, String date) {
        bench.rowUnsettled("visits", prefix + "V", prefix + patient, prefix + doctor, date, NUMBER + model.size(), "");
    }

    private static Optional<String> inShort(TestRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        String number = new String(record.value(), UTF_8).replaceAll(".*" + NUMBER + "(\\d+).*", "$1");
        return Optional.of(
                number + " " + DeadLetter.from(record.headers()).orElseThrow().rules());
    }

    /** What must be. */
    VisitModel model() {
        return model;
    }

    /** The numbers of the versions that became clean, in this order. */
    List<Integer> clean() {
        return clean.stream()
                .map(row ->
                        row.fields().get(row.fields().table().indexOf("reason").orElseThrow()))
                .map(reason -> Integer.valueOf(reason.substring(NUMBER.length())))
                .toList();
    }

    /** The versions of the clean records, in their order. */
    List<Long> versions() {
        return clean.stream().map(Clean::version).toList();
    }

    /** The number of the version that it is about, and the rules. */
    Optional<String> openDeadLetter() {
        return letter;
    }
}
