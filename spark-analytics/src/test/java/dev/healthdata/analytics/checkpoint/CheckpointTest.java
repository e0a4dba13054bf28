package dev.healthdata.analytics.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.Dimension;
import dev.healthdata.analytics.event.Facts;
import dev.healthdata.analytics.event.Group;
import dev.healthdata.analytics.storage.Folder;
import dev.healthdata.analytics.total.AggregateRows;
import dev.healthdata.analytics.total.Totals;
import dev.healthdata.records.aggregate.Aggregate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final Offsets OFFSETS = Offsets.parse("{\"clean-visits\":{\"0\":7,\"1\":9}}");

    @TempDir
    private Path directory;

    private Checkpoint checkpoint;

    @BeforeEach
    void open() throws IOException {
        checkpoint = new Checkpoint(Folder.of(directory.toString()));
        checkpoint.open(layout(2));
    }

    @Test
    void goesOnFromACommittedBatchWithItsSnapshot() throws IOException {
        batch(0);
        log("offsets", 1);

        assertThatCode(() -> checkpoint.open(layout(2))).doesNotThrowAnyException();
    }

    @Test
    void goesOnWhenItStoppedBetweenSnapshotAndCommit() throws IOException {
        batch(0);
        log("offsets", 1);
        checkpoint.snapshots().store(snapshot(1));

        assertThatCode(() -> checkpoint.open(layout(2))).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherNumberOfPartitionsAndSaysWhatToDo() {
        assertThatThrownBy(() -> checkpoint.open(layout(3)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("partitions = 2, and now it is 3")
                .hasMessageContaining("--rebuild");
    }

    @Test
    void refusesAnotherStateFormat() {
        assertThatThrownBy(() -> checkpoint.open(new Layout(99, 2, 16, Map.of())))
                .hasMessageContaining("format = 1, and now it is 99");
    }

    @Test
    void refusesACommittedBatchWhoseSnapshotIsGone() throws IOException {
        batch(4);
        Files.delete(directory.resolve("snapshots/000000000004.snapshot"));

        assertThatThrownBy(() -> checkpoint.open(layout(2))).hasMessageContaining("no snapshot of it");
    }

    @Test
    void refusesSnapshotsThatAreAheadOfTheCheckpoint() throws IOException {
        batch(4);
        checkpoint.snapshots().store(snapshot(5));

        assertThatThrownBy(() -> checkpoint.open(layout(2))).hasMessageContaining("removed or put back");
    }

    @Test
    void refusesACheckpointWithoutItsLayout() throws IOException {
        batch(0);
        Files.delete(directory.resolve("layout.properties"));

        assertThatThrownBy(() -> checkpoint.open(layout(2))).hasMessageContaining("lost its layout.properties");
    }

    @Test
    void refusesASnapshotOfOtherOffsets() throws IOException {
        checkpoint.snapshots().store(snapshot(3));

        assertThatThrownBy(() -> checkpoint.snapshots().load(3, Optional.of(Offsets.parse("{}"))))
                .isInstanceOf(CheckpointException.class);
        assertThat(checkpoint.snapshots().load(3, Optional.of(OFFSETS)).batch()).isEqualTo(3);
    }

    @Test
    void refusesASnapshotThatIsNotOfTheBatchThatItIsCalledBy() throws IOException {
        batch(3);
        Files.move(
                directory.resolve("snapshots/000000000003.snapshot"),
                directory.resolve("snapshots/000000000004.snapshot"));

        assertThatThrownBy(() -> checkpoint.requireWithin(OFFSETS))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("batch 4 is one of batch 3");
    }

    @Test
    void bringsBackTheTotalsOfASnapshot() throws IOException {
        checkpoint.snapshots().store(snapshot(3));

        Totals totals = checkpoint.snapshots().load(3, Optional.of(OFFSETS)).totals();

        for (Aggregate aggregate : Aggregate.values()) {
            assertThat(AggregateRows.of(aggregate, totals))
                    .isEqualTo(AggregateRows.of(aggregate, snapshot(3).totals()));
        }
    }

    @Test
    void keepsOnlyTheLastSnapshots() throws IOException {
        for (int batch = 0; batch < 15; batch++) {
            checkpoint.snapshots().store(snapshot(batch));
        }

        try (var files = Files.list(directory.resolve("snapshots"))) {
            assertThat(files).hasSize(10);
        }
        assertThat(checkpoint.snapshots().last()).contains(14L);
    }

    @Test
    void startsAnewAfterARebuildAndRemembersUntilWhereToStayQuiet() throws IOException {
        batch(4);

        checkpoint.rebuild(OFFSETS);

        assertThatCode(() -> checkpoint.open(layout(3))).doesNotThrowAnyException();
        assertThat(checkpoint.snapshots().last()).isEmpty();
        assertThat(checkpoint.rebuildsUntil()).contains(OFFSETS);
        checkpoint.rebuilt();
        assertThat(checkpoint.rebuildsUntil()).isEmpty();
    }

    @Test
    void refusesTopicsThatWereMadeAnew() throws IOException {
        checkpoint.open(Layout.of(2, Map.of("clean-visits", "first"))); // from a version that kept no ids

        assertThatThrownBy(() -> checkpoint.open(Layout.of(2, Map.of("clean-visits", "second"))))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("clean-visits was deleted and made anew")
                .hasMessageContaining("--rebuild");
    }

    @Test
    void refusesTopicsThatEndBeforeWhatItHasRead() throws IOException {
        batch(0);

        assertThatCode(() -> checkpoint.requireWithin(OFFSETS)).doesNotThrowAnyException();
        assertThatThrownBy(() -> checkpoint.requireWithin(Offsets.parse("{\"clean-visits\":{\"0\":6,\"1\":9}}")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("beyond the end")
                .hasMessageContaining("--rebuild");
    }

    @Test
    void refusesTopicsThatEndBeforeWhatARebuildIsToReach() throws IOException {
        checkpoint.rebuild(OFFSETS);
        checkpoint.open(layout(2));

        assertThatCode(() -> checkpoint.requireWithin(OFFSETS)).doesNotThrowAnyException();
        assertThatThrownBy(() -> checkpoint.requireWithin(Offsets.parse("{\"clean-visits\":{\"0\":7,\"1\":8}}")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("beyond the end")
                .hasMessageContaining("--rebuild");
    }

    @Test
    void finishesTheRemovalInWhoseMidstARebuildWasKilled() throws IOException {
        batch(4);
        Files.writeString(directory.resolve("rebuild.json"), OFFSETS.json());
        Files.createFile(directory.resolve("forgetting"));

        checkpoint.open(layout(2));

        assertThat(checkpoint.snapshots().last()).isEmpty();
        assertThat(directory.resolve("query")).doesNotExist();
        assertThat(checkpoint.rebuildsUntil()).contains(OFFSETS);
        batch(0);
        checkpoint.open(layout(2));
        assertThat(checkpoint.snapshots().last()).contains(0L);
    }

    @Test
    void tellsHowManyOffsetsThereAreToTheEnds() {
        assertThat(OFFSETS.behind(Offsets.parse("{\"clean-doctors\":{\"0\":5},\"clean-visits\":{\"0\":7,\"1\":12}}")))
                .containsExactly(Map.entry("clean-doctors", 5L), Map.entry("clean-visits", 3L));
    }

    @Test
    void tellsWhetherOffsetsReachOthers() {
        assertThat(OFFSETS.reach(OFFSETS)).isTrue();
        assertThat(OFFSETS.reach(Offsets.parse("{\"clean-visits\":{\"0\":7,\"1\":10}}")))
                .isFalse();
        assertThat(OFFSETS.reach(Offsets.parse("{\"clean-visits\":{\"2\":1}}"))).isFalse();
        assertThat(OFFSETS.reach(Offsets.parse("{\"clean-doctors\":{\"0\":0}}")))
                .isTrue();
    }

    private static Layout layout(int partitions) {
        return Layout.of(partitions, Map.of());
    }

    private void batch(long number) throws IOException {
        log("offsets", number);
        checkpoint.snapshots().store(snapshot(number));
        log("commits", number);
    }

    private void log(String name, long batch) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("query").resolve(name));
        Files.writeString(folder.resolve(Long.toString(batch)), "v1");
    }

    private static Snapshot snapshot(long batch) {
        Totals totals = new Totals();
        totals.add(new Delta.OfGroup(Dimension.DOCTOR, new Group("D1"), 5, 4));
        totals.add(new Delta.OfGroup(Dimension.LAB_RESULT, new Group("Iron", null), 1, 0));
        totals.add(new Delta.OfDoctor("D1", new Facts.OfDoctor("Dr", null, "North, \"old\"")));
        return new Snapshot(batch, OFFSETS, totals);
    }
}
