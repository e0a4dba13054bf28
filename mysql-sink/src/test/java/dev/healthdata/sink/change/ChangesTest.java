package dev.healthdata.sink.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final Table DOCTORS = Tables.named("doctors");

    private Changes changes = new Changes();
    private long offset;

    @Test
    void ofOneRowTheHighestVersionCountsInWhateverOrderTheyCome() {
        add("D1", 1);
        add("D1", 3);
        add("D1", 2);
        add("D2", 5);
        add("D2", 4);

        assertThat(changes.size()).isEqualTo(2);
        assertThat(changes.get(DOCTORS, "D1").version()).isEqualTo(3);
        assertThat(changes.get(DOCTORS, "D2").version()).isEqualTo(5);
    }

    @Test
    void ofEqualVersionsTheLaterCounts() {
        add("D1", 1);
        add("D1", 1);

        assertThat(changes.get(DOCTORS, "D1").origin().offset()).isEqualTo(1);
    }

    @Test
    void aDeletionEndsWhatCameBeforeItAndANewerVersionRevivesTheRow() {
        add("D1", 5);
        delete("D1");
        assertThat(changes.get(DOCTORS, "D1")).isInstanceOf(Delete.class);

        add("D1", 6);
        assertThat(changes.get(DOCTORS, "D1")).isInstanceOf(Upsert.class);
    }

    @Test
    void aVersionThatTheDeletionEndedDoesNotReviveTheRow() {
        add("D1", 5);
        delete("D1");
        add("D1", 4);
        add("D1", 5);

        assertThat(changes.get(DOCTORS, "D1")).isInstanceOf(Delete.class);
    }

    @Test
    void itDoesNotMatterHowChangesAreGrouped() {
        List<Runnable> steps = List.of(
                () -> add("D1", 6),
                () -> delete("D1"),
                () -> add("D1", 4),
                () -> add("D1", 7),
                () -> delete("D1"),
                () -> add("D1", 5),
                () -> add("D1", 9),
                () -> delete("D1"),
                () -> add("D1", 8));
        for (int from = 0; from < steps.size(); from++) {
            for (int to = from + 1; to <= steps.size(); to++) {
                Change oneByOne = merged(steps, from, to, to);
                for (int middle = from + 1; middle < to; middle++) {
                    assertThat(merged(steps, from, middle, to))
                            .as("%d to %d, then to %d", from, middle, to)
                            .usingRecursiveComparison()
                            .isEqualTo(oneByOne);
                }
            }
        }
    }

    @Test
    void aRowThatCameAnewKeepsTheDeletionBeforeIt() {
        add("D1", 5);
        delete("D1");
        add("D1", 6);
        add("D1", 7);

        assertThat(changes.upserts(DOCTORS)).extracting(Upsert::version).containsExactly(7L);
        assertThat(changes.deletions(DOCTORS)).extracting(Delete::version).containsExactly(5L);
        delete("D1");
        assertThat(changes.upserts(DOCTORS)).isEmpty();
        assertThat(changes.deletions(DOCTORS)).extracting(Delete::version).containsExactly(7L);
    }

    @Test
    void rowsAreSortedAsTheDatabaseComparesTheirKeys() {
        List.of("b", "a", "B", "ab", "\uFF5E", "\uD83D\uDE00", "é").forEach(id -> add(id, 1));

        assertThat(changes.upserts(DOCTORS))
                .extracting(Upsert::id)
                .containsExactly("B", "a", "ab", "b", "é", "\uFF5E", "\uD83D\uDE00");
    }

    @Test
    void noValueIsInWhatAChangeSaysOfItself() {
        add("secret", 1);
        delete("other");

        assertThat(changes.stream().map(Object::toString)).noneMatch(text -> text.contains("secret"));
    }

    private Change merged(List<Runnable> steps, int from, int middle, int to) {
        Changes first = read(steps.subList(from, middle), from);
        read(steps.subList(middle, to), middle).stream().forEach(first::add);
        return first.get(DOCTORS, "D1");
    }

    private Changes read(List<Runnable> steps, int from) {
        changes = new Changes();
        offset = from;
        steps.forEach(Runnable::run);
        return changes;
    }

    private void add(String id, long version) {
        changes.add(new Upsert(DOCTORS, List.of(id, "secret", "secret", "secret"), version, origin()));
    }

    private void delete(String id) {
        changes.add(new Delete(DOCTORS, id, -1, origin()));
    }

    private Origin origin() {
        return new Origin(new TopicPartition("clean-doctors", 0), offset++, 0, new RecordHeaders());
    }
}
