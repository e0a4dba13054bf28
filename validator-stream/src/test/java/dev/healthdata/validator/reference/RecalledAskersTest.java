package dev.healthdata.validator.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.validator.ledger.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More askers than are held in memory, in a task that begins again at any moment. */
class RecalledAskersTest {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int MANY = 25_000;

    @TempDir
    private Path directory;

    private DoctorsTask task;

    @BeforeEach
    void open() {
        task = new DoctorsTask(directory, GRACE);
        task.settle();
    }

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void eachIsToldOnceThatTheGracePeriodIsOver() {
        askMany("D1");
        task.pass(GRACE);
        task.settle();
        assertThat(task.missing()).hasSize(MANY).doesNotHaveDuplicates();

        task.pass(GRACE);
        task.settle();
        assertThat(task.missing()).isEmpty();
        assertBooksBalance();
    }

    @Test
    void eachIsToldOnceThatTheGracePeriodIsOverWhichItIsAlreadyWhenTheTaskBeginsAgain() {
        askMany("D1");
        task.pass(GRACE);
        task.start();
        task.settle();
        assertThat(task.missing()).hasSize(MANY).doesNotHaveDuplicates();

        task.start();
        task.settle();
        assertThat(task.missing()).isEmpty();
        assertBooksBalance();
    }

    @Test
    void thoseWhoAskedLaterAreToldLater() {
        askMany("D1");
        task.pass(GRACE.dividedBy(2));
        task.ask("late", "D1");
        task.pass(GRACE.dividedBy(2));
        task.settle();
        assertThat(task.missing()).hasSize(MANY).doesNotContain("late");

        task.pass(GRACE);
        task.settle();
        assertThat(task.missing()).containsExactly("late");
    }

    @Test
    void oneThatAsksAgainAfterARestartIsToldWhenItFirstWouldHaveBeen() {
        task.ask("V1", "D1");
        task.pass(GRACE.multipliedBy(2).dividedBy(3));
        task.start();
        task.askAgain("V1", "D1");
        task.settle();
        assertThat(task.missing()).isEmpty();

        task.pass(GRACE.dividedBy(2));
        task.settle();
        assertThat(task.missing()).containsExactly("V1");
        task.pass(GRACE);
        task.settle();
        assertThat(task.missing()).isEmpty();
    }

    @Test
    void aNewerVersionHasAGracePeriodOfItsOwn() {
        task.ask("V1", "D1");
        task.pass(GRACE.dividedBy(2));
        task.ask("V1", "D1");
        task.pass(GRACE.dividedBy(2));
        task.settle();
        assertThat(task.missing()).isEmpty();
    }

    @Test
    void allAreToldAtOnceWhenNoMoreRowsWillCome() {
        askMany("D1");
        task.grace().end();
        task.settle();

        assertThat(task.missing()).hasSize(MANY).doesNotHaveDuplicates();
        assertBooksBalance();
    }

    @Test
    void theGracePeriodOfTheLastStartCountsEvenIfItIsShorter() {
        task.start(Duration.ofHours(24));
        task.ask("V1", "D1");
        task.start(GRACE);
        task.settle();
        assertThat(task.missing()).isEmpty();
        task.pass(GRACE);
        task.settle();

        assertThat(task.missing()).containsExactly("V1");
    }

    /** With so many askers that a pass takes longer than it is until it is looked again who is to be forgotten. */
    @Test
    void eachIsToldThatTheGracePeriodIsOverHoweverOftenItIsLookedWhoseRowIsGivenUp() {
        Retention retention = new Retention(Optional.of(Duration.ofDays(1)));
        try (DoctorsTask forgetful = new DoctorsTask(directory.resolve("forgetful"), GRACE, retention)) {
            forgetful.settle();
            for (int i = 0; i < MANY; i++) {
                forgetful.ask("V" + i, "D1");
            }
            forgetful.pass(GRACE);
            for (int i = 0; i < 5; i++) {
                forgetful.pass(retention.check());
            }

            assertThat(forgetful.missing()).hasSize(MANY).doesNotHaveDuplicates();
        }
    }

    /** All at once may take more memory than there is. */
    @Test
    void howeverManyAskAboutOneRowOnlySomeAreAnsweredAtATime() {
        askMany("D1");
        task.learn("D1");
        assertThat(task.present()).hasSizeBetween(1, 2_000);

        task.settle();
        assertThat(task.present()).hasSize(MANY - 2_000).doesNotHaveDuplicates();
        assertBooksBalance();
    }

    @Test
    void thoseWhoWereNotAnsweredAreWhenTheTaskBeginsAgain() {
        askMany("D1");
        task.learn("D1");
        task.present();
        task.start();
        task.settle();

        assertThat(task.present()).hasSize(MANY - 2_000).doesNotHaveDuplicates();
        assertBooksBalance();
    }

    @Test
    void aRowThatComesWhileTheTaskBeginsAnswersEachOnce() {
        askMany("D1");
        askMany("D2");
        task.start();
        task.learn("D2");
        task.pass(Duration.ofMillis(100));
        task.learn("D1");
        task.settle();

        assertThat(task.present()).hasSize(2 * MANY);
        assertThat(task.missing()).isEmpty();
        assertBooksBalance();
    }

    private void askMany(String doctor) {
        for (int i = 0; i < MANY; i++) {
            task.ask("V" + i, doctor);
        }
    }

    private void assertBooksBalance() {
        assertThat(task.counted()).isEqualTo(task.answered());
    }
}
