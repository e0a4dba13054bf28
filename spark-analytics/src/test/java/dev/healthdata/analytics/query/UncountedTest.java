package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UncountedTest {
    private long nanos = Long.MAX_VALUE - 10; // a clock may begin anywhere
    private final Uncounted uncounted = new Uncounted(() -> nanos);

    @Test
    void theFirstAreToldEachAndThousandsOnceAMinute() {
        List<String> told = tell(0, 5_000);

        assertThat(told).hasSize(10);
        assertThat(told.get(9))
                .isEqualTo("a record does not count, since it is wrong: topic clean-visits, partition 1, offset 9");

        nanos += Duration.ofMinutes(1).toNanos();

        assertThat(tell(5_000, 6_000))
                .containsExactly("a record does not count, since it is wrong: topic clean-visits, partition 1,"
                        + " offset 5000; 4990 more since this was said last");
    }

    private List<String> tell(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> uncounted.tell(new Uncounted.Place("clean-visits", 1, offset), "is wrong"))
                .flatMap(Optional::stream)
                .toList();
    }
}
