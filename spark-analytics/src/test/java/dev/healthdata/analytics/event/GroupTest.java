package dev.healthdata.analytics.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final Comparator<String> BY_BYTES =
            Comparator.nullsFirst(Comparator.comparing(text -> text.getBytes(UTF_8), Arrays::compareUnsigned));

    @Test
    void isOrderedByTheBytesOfUtf8WithNullFirst() {
        List<String> texts = Arrays.asList("🏥", "\uFF5E", "\uE000", "é", "z", "Z", "", null, "zz", "🏥🏥", "\uD7FF");

        assertThat(texts.stream().map(Group::new).sorted().map(Group::first))
                .containsExactlyElementsOf(texts.stream().sorted(BY_BYTES).toList());
    }

    @Test
    void hasAnotherKeyThanAllOthersWhateverIsInItsColumns() {
        List<String> texts =
                Arrays.asList(null, "", "null", "-", ":", "a", "a:b", "b", "b:c", "c", "1:a", "1", "0:", "::");
        List<Group> groups = texts.stream()
                .flatMap(first -> texts.stream().map(second -> new Group(first, second)))
                .toList();

        assertThat(groups.stream().map(group -> new Delta.OfGroup(Dimension.LAB_RESULT, group, 1, 0).key()))
                .doesNotHaveDuplicates();
    }

    @Test
    void isOrderedByItsSecondColumnWithinTheFirst() {
        Group none = new Group("a", null);
        Group low = new Group("a", "low");
        Group other = new Group("b", null);

        assertThat(Stream.of(other, low, none).sorted()).containsExactly(none, low, other);
    }
}
