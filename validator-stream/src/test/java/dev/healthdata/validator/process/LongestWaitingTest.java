package dev.healthdata.validator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LongestWaitingTest {
    private static final Table TABLE = Tables.all().get(0);
    private static final Instant START = Instant.ofEpochSecond(1_000_000);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicReference<LongestWaiting.Rows> rows = new AtomicReference<>((table, arrival) -> true);
    private final AtomicInteger looks = new AtomicInteger();
    private final LongestWaiting longest = new LongestWaiting(this::tell, now::get);

    @AfterEach
    void tearDown() {
        longest.close();
    }

    @Test
    void whoAsksDoesNotWaitUntilAllRowsAreLookedAt() {
        CountDownLatch lookedAt = new CountDownLatch(1);
        rows.set((table, arrival) -> {
            waitFor(lookedAt);
            return tell(arrival, 5, 7);
        });
        assertThat(seconds()).isEmpty();

        lookedAt.countDown();
        await().until(() -> seconds().equals(OptionalLong.of(7)));
    }

    @Test
    void whatWasFoundIsToldWhileTheRowsAreLookedAtAgain() {
        rows.set((table, arrival) -> tell(arrival, 7));
        await().until(() -> seconds().isPresent());

        CountDownLatch lookedAt = new CountDownLatch(1);
        rows.set((table, arrival) -> {
            waitFor(lookedAt);
            return tell(arrival, 3);
        });
        now.set(START.plusSeconds(60));
        assertThat(seconds()).hasValue(67);
        await().until(() -> looks.get() == 2);
        assertThat(seconds()).hasValue(67);

        lookedAt.countDown();
        await().until(() -> seconds().equals(OptionalLong.of(63)));
    }

    @Test
    void betweenTwoLooksThereIsAMinuteHoweverLongTheyTake() {
        rows.set((table, arrival) -> {
            now.updateAndGet(before -> before.plusSeconds(90));
            return tell(arrival, 7);
        });
        await().until(() -> seconds().equals(OptionalLong.of(97)));
        now.set(START.plusSeconds(90 + 59));
        assertThat(seconds()).hasValue(97 + 59);
        now.set(START.plusSeconds(90 + 60));
        await().until(() -> seconds().equals(OptionalLong.of(97 + 60 + 90)));
        assertThat(looks).hasValue(2);
    }

    @Test
    void aStoreThatGoesMeanwhileIsLookedAtWhenItIsBack() {
        rows.set((table, arrival) -> {
            throw new IllegalStateException("closed");
        });
        await().until(() -> seconds().isEmpty() && looks.get() > 1);
        rows.set((table, arrival) -> false);
        int failed = looks.get();
        await().until(() -> seconds().isEmpty() && looks.get() > failed + 1);
        rows.set((table, arrival) -> tell(arrival, 7));
        await().until(() -> seconds().equals(OptionalLong.of(7)));
    }

    @Test
    void whatWasBeingFoundOfRowsThatWaitNoMoreIsForgotten() {
        CountDownLatch lookedAt = new CountDownLatch(1);
        rows.set((table, arrival) -> {
            waitFor(lookedAt);
            return tell(arrival, 700);
        });
        assertThat(seconds()).isEmpty();
        assertThat(longest.seconds(TABLE, 0)).hasValue(0);

        rows.set((table, arrival) -> tell(arrival, 1));
        assertThat(seconds()).isEmpty();
        lookedAt.countDown();
        await().until(() -> {
            OptionalLong found = seconds();
            assertThat(found).isNotEqualTo(OptionalLong.of(700));
            return found.isPresent();
        });
    }

    @Test
    void itsEndIsThatOfTheLookThatIsUnderWay() {
        AtomicBoolean ended = new AtomicBoolean();
        rows.set((table, arrival) -> {
            try {
                while (true) {
                    tell(arrival, 7);
                }
            } finally {
                ended.set(true);
            }
        });
        assertThat(seconds()).isEmpty();
        await().until(() -> looks.get() == 1);
        longest.close();
        await().untilTrue(ended);
        assertThat(seconds()).isEmpty();
    }

    private OptionalLong seconds() {
        return longest.seconds(TABLE, 1);
    }

    private boolean tell(Table table, LongConsumer arrival) {
        looks.incrementAndGet();
        return rows.get().tell(table, arrival);
    }

    /** Of rows that had waited for so long at the start. */
    private static boolean tell(LongConsumer arrival, long... seconds) {
        for (long each : seconds) {
            arrival.accept(START.minus(Duration.ofSeconds(each)).toEpochMilli());
        }
        return true;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
