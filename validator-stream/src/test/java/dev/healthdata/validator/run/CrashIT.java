package dev.healthdata.validator.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dcrash.kills=200} for a long run, {@code -Dseed} for other moments; a failure names both. */
class CrashIT {
    private static final int KILLS = Integer.getInteger("crash.kills", 20);
    private static final long SEED = Long.getLong("seed", 20_260_101L);
    private static final int PARTITIONS = 4;

    /** A start takes about as long on two cores. */
    private static final int START_MILLIS = 3_000;

    private static final int WORK_MILLIS = 1_500;

    /** A start is twice as likely as another: it costs the least, and there is the most to go wrong. */
    private static final List<Moment> MOMENTS =
            List.of(Moment.START, Moment.START, Moment.WORK, Moment.QUIET, Moment.REBALANCE);

    private enum Moment {
        START,
        WORK,
        QUIET,
        REBALANCE
    }

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);

    @BeforeEach
    void reset() {
        ValidatorRun.reset(PARTITIONS);
    }

    @Test
    void everyRowHasOneFateWhenTheValidatorIsKilledAgainAndAgain() {
        Feed feed = new Feed(SEED, 1_000, 100, 3_000, 2_000);
        List<Row> rows = feed.mixed();
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            for (int kills = 0; kills < KILLS; kills++) {
                validator.start();
                RawTopics.send(piece(rows, kills));
                liveUntil(MOMENTS.get(random.nextInt(MOMENTS.size())), validator, endOfPiece(rows, kills));
                validator.kill();
            }
            validator.start();
            RawTopics.send(piece(rows, KILLS));
            validator.awaitReady();
            Fates.awaitQuiet(rows.size());
            validator.endOfInput();
            Fates.awaitAllReported();

            Fates.assertOneFate(feed.outcome(), rows.size());
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with -Dseed=" + SEED + " -Dcrash.kills=" + KILLS, e);
        }
    }

    private static List<Row> piece(List<Row> rows, int number) {
        return rows.subList(endOfPiece(rows, number - 1), endOfPiece(rows, number));
    }

    private static int endOfPiece(List<Row> rows, int number) {
        return rows.size() * (number + 1) / (KILLS + 1);
    }

    /** @param sent how many rows have been sent by then */
    private void liveUntil(Moment moment, ValidatorRun validator, int sent) {
        switch (moment) {
            // In the middle of loading, of joining the group, of restoring.
            case START -> pass(random.nextInt(START_MILLIS));
            case WORK -> {
                validator.awaitReady();
                pass(random.nextInt(WORK_MILLIS));
            }
            case QUIET -> {
                validator.awaitReady();
                Fates.awaitQuiet(sent);
            }
            case REBALANCE -> {
                validator.awaitReady();
                // Work moves to a second instance as it joins; both are gone before the next life.
                try (ValidatorRun second = new ValidatorRun(directory.resolve("second"))) {
                    second.start();
                    pass(random.nextInt(START_MILLIS));
                    second.kill();
                }
            }
            default -> throw new IllegalArgumentException(moment.toString());
        }
    }

    private static void pass(int millis) {
        Awaitility.await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }
}
