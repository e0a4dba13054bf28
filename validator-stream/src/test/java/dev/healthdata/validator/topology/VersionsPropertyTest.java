package dev.healthdata.validator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Any interleaving of versions of a visit with the rows that they refer to. A failure tells the seed and the story. */
class VersionsPropertyTest {
    private final Map<Bench.Neighbours, Bench> benches = new EnumMap<>(Bench.Neighbours.class);
    private int stories;

    @BeforeProperty
    void open() throws IOException {
        for (Bench.Neighbours neighbours : Bench.Neighbours.values()) {
            benches.put(neighbours, new Bench(Files.createTempDirectory(Path.of("target"), "versions-"), neighbours));
        }
    }

    @AfterProperty
    void close() {
        benches.values().forEach(Bench::close);
    }

    @Property(tries = 200)
    void endsWithTheNewestAcceptedVersionClean(
            @ForAll Bench.Neighbours neighbours, @ForAll("stories") List<Step> steps) {
        VisitStory story = play(neighbours, steps);

        story.model().newestAccepted().ifPresent(newest -> assertThat(story.clean())
                .endsWith(newest));
        assertThat(story.clean()).allMatch(story.model()::acceptable);
    }

    @Property(tries = 200)
    void makesEachVersionCleanThatHasTimeToBecomeSo(
            @ForAll Bench.Neighbours neighbours, @ForAll("stories") List<Step> steps) {
        VisitStory story = play(
                neighbours,
                steps.stream()
                        .flatMap(step -> Stream.of(step, new Step.Settle()))
                        .toList());

        assertThat(story.clean()).isEqualTo(story.model().clean());
    }

    @Property(tries = 200)
    void givesVersionsThatStrictlyGrow(@ForAll Bench.Neighbours neighbours, @ForAll("stories") List<Step> steps) {
        VisitStory story = play(neighbours, steps);

        assertThat(story.clean()).isSorted().doesNotHaveDuplicates();
        assertThat(story.versions()).isSorted().doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void leavesADeadLetterOpenOnlyForWhatIsNewerThanTheCleanOne(
            @ForAll Bench.Neighbours neighbours, @ForAll("stories") List<Step> steps) {
        VisitStory story = play(neighbours, steps);

        assertThat(story.openDeadLetter()).isEqualTo(story.model().openDeadLetter());
    }

    private VisitStory play(Bench.Neighbours neighbours, List<Step> steps) {
        return new VisitStory(benches.get(neighbours), "story" + stories++ + "-").play(steps);
    }

    /** Several patients and doctors, so that a version may refer to others than the one before it. */
    @Provide
    Arbitrary<List<Step>> stories() {
        Arbitrary<String> patients = Arbitraries.of("P1", "P2");
        Arbitrary<String> doctors = Arbitraries.of("D1", "D2");
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(4, Combinators.combine(patients, doctors).as(Step.Valid::new)),
                        Tuple.of(2, Arbitraries.just(new Step.Invalid())),
                        Tuple.of(2, patients.map(name -> new Step.Parent("patients", name))),
                        Tuple.of(2, doctors.map(name -> new Step.Parent("doctors", name))),
                        Tuple.of(3, Arbitraries.just(new Step.Settle())),
                        Tuple.of(1, Arbitraries.just(new Step.GraceEnds())),
                        Tuple.of(1, Arbitraries.just(new Step.ClockStepsBack())))
                .list()
                .ofMaxSize(16);
    }
}
