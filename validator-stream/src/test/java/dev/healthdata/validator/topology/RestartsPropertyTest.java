package dev.healthdata.validator.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.message.Message.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.kafka.streams.processor.api.Record;

/** Tasks that end and begin again between any two steps. A failure tells the seed and the story. */
class RestartsPropertyTest {
    private static final String NUMBER = "Version ";

    private TasksOfVisits tasks;
    private int stories;

    @BeforeProperty
    void open() throws IOException {
        tasks = new TasksOfVisits(Files.createTempDirectory(Path.of("target"), "restarts-"));
    }

    @AfterProperty
    void close() {
        tasks.close();
    }

    @Property(tries = 1_000)
    void leaveNoRowWithoutItsFateAndNothingUncounted(@ForAll("stories") List<Step> steps) {
        tasks.said().clear();
        String prefix = "story" + stories++ + "-";
        VisitModel model = new VisitModel();
        for (Step step : steps) {
            play(step, prefix, model.size());
            model.take(step);
        }
        tasks.settle();
        // One that was told that it is missing while it was to ask again is told once more.
        for (int i = 0; i < 2; i++) {
            tasks.pass(Bench.GRACE);
            tasks.settle();
        }

        model.newestAccepted().ifPresent(newest -> assertThat(clean()).endsWith(newest));
        assertThat(clean()).isSorted().doesNotHaveDuplicates();
        assertThat(openDeadLetter()).isEqualTo(model.openDeadLetter());
        assertThat(tasks.total()).satisfies(tally -> {
            assertThat(tally.received()).isEqualTo(tally.sent());
            assertThat(tally.overdue()).as("overdue of those that wait").isEqualTo(tally.waiting());
        });
    }

    private void play(Step step, String prefix, int number) {
        if (step instanceof Step.Valid valid) {
            String patient = prefix + valid.patient();
            tasks.visit(prefix + "V", patient, prefix + valid.doctor(), "2025-03-04", NUMBER + number);
        } else if (step instanceof Step.Invalid) {
            tasks.visit(prefix + "V", prefix + "P1", prefix + "D1", "", NUMBER + number);
        } else if (step instanceof Step.Parent parent) {
            tasks.parent(parent.table(), prefix + parent.name());
        } else if (step instanceof Step.Deliver) {
            tasks.deliver();
        } else if (step instanceof Step.Settle) {
            tasks.pass(Duration.ofMillis(100));
        } else if (step instanceof Step.GraceEnds) {
            tasks.pass(Bench.GRACE);
        } else if (step instanceof Step.Restart restart) {
            restart(restart.table());
        }
    }

    private void restart(String table) {
        switch (table) {
            case "visits" -> tasks.startVisits();
            case "patients" -> tasks.startPatients();
            default -> tasks.startDoctors();
        }
    }

    /** The numbers of the versions that became clean. */
    private List<Integer> clean() {
        return tasks.said().stream()
                .map(Record::value)
                .filter(row -> row.destination() == Destination.CLEAN)
                .map(row -> CleanJson.decode(Tables.named("visits"), row.value()))
                .map(row -> row.fields()
                        .get(Tables.named("visits").indexOf("reason").orElseThrow()))
                .map(reason -> Integer.valueOf(reason.substring(NUMBER.length())))
                .toList();
    }

    /** The number of the version that it is about, and the rules. */
    private Optional<String> openDeadLetter() {
        Optional<String> open = Optional.empty();
        for (Record<byte[], Message.Row> record : tasks.said()) {
            if (record.value().destination() == Destination.DEAD_LETTER) {
                open = Optional.ofNullable(record.value().value())
                        .map(value -> new String(value, UTF_8).replaceAll(".*" + NUMBER + "(\\d+).*", "$1") + " "
                                + DeadLetter.from(record.headers())
                                        .orElseThrow()
                                        .rules());
            }
        }
        return open;
    }

    @Provide
    Arbitrary<List<Step>> stories() {
        Arbitrary<String> patients = Arbitraries.of("P1", "P2");
        Arbitrary<String> doctors = Arbitraries.of("D1", "D2");
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(4, Combinators.combine(patients, doctors).as(Step.Valid::new)),
                        Tuple.of(1, Arbitraries.just(new Step.Invalid())),
                        Tuple.of(2, patients.map(name -> new Step.Parent("patients", name))),
                        Tuple.of(2, doctors.map(name -> new Step.Parent("doctors", name))),
                        Tuple.of(6, Arbitraries.just(new Step.Deliver())),
                        Tuple.of(4, Arbitraries.just(new Step.Settle())),
                        Tuple.of(1, Arbitraries.just(new Step.GraceEnds())),
                        Tuple.of(
                                4,
                                Arbitraries.of("visits", "patients", "doctors").map(Step.Restart::new)))
                .list()
                .ofMaxSize(30);
    }
}
