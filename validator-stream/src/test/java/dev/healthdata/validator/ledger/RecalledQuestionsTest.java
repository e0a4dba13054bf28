package dev.healthdata.validator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecalledQuestionsTest {
    private static final int PATIENT = 0;
    private static final int DOCTOR = 1;

    @TempDir
    private Path directory;

    private VisitsTask task;

    @BeforeEach
    void open() {
        task = new VisitsTask(directory);
    }

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void aRowThatIsCorrectedWhileItIsRecalledIsCountedAsAskingAgain() {
        task.take("V1", "P1", "D1");
        task.settle();
        task.start();
        task.take("V1", "P2", "D2");
        task.start();
        task.settle();

        assertAsked(4);
    }

    @Test
    void aRowThatIsClosedWhileItIsRecalledLeavesWhatItAskedInTheBooks() {
        task.take("V1", "P1", "D1");
        task.settle();
        task.start();
        task.close("V1", task.offset());
        task.settle();

        assertAsked(2);
    }

    @Test
    void aRowThatIsClosedBeforeItAskedIsNotCounted() {
        task.take("V1", "P1", "D1");
        task.close("V1", task.offset());
        task.start();
        task.settle();

        assertAsked(0);
    }

    @Test
    void aRowThatIsTakenAfterTheClosingStillAsks() {
        task.take("V1", "P1", "D1");
        task.close("V1", task.offset() - 1);
        task.start();
        task.settle();

        assertAsked(2);
    }

    /** A record of all of them at once may be larger than a broker takes, and the task would end so each time. */
    @Test
    void howeverManyRowsAreRecalledNoRecordHasMoreThanAThousandQuestions() {
        int rows = 2_500;
        takeMany(rows);
        task.start();
        task.settle();

        assertThat(task.batches()).allSatisfy(batch -> assertThat(batch.all()).hasSizeLessThanOrEqualTo(1_000));
        assertAsked(4L * rows);
    }

    /** All of them together may take more memory than there is, and the task would end so each time. */
    @Test
    void howeverManyRowsAreRecalledOnlySomeAskAtATime() {
        takeMany(5_000);
        task.start();
        task.letTimePass();

        assertThat(task.asked() - 10_000).isBetween(1L, 4_000L);
    }

    @Test
    void aRowThatIsTakenWhileOthersAreRecalledAsksOnce() {
        takeMany(2_500);
        task.start();
        task.letTimePass();
        task.take("V9999", "P1", "D1");
        task.take("V1", "P2", "D2");
        task.settle();

        assertAsked(4 * 2_500 + 4);
    }

    @Test
    void aRowThatWaitsForOneOtherHasHeardNothingAndIsNotRecalled() {
        long version = task.take("V1", "P1", "D1");
        task.settle();
        task.hear("V1", version, PATIENT, true);
        task.hear("V1", version, DOCTOR, true);
        task.take("V2", "P1", "D1");
        task.settle();
        task.start();
        task.settle();

        assertThat(task.asked())
                .as("the doctor is known by now, and so only the patient")
                .isEqualTo(3);
    }

    /** Else it would be told that a row is missing which was there, and never ask about it again. */
    @Test
    void aRowThatIsStillToAskAgainIsNotReported() {
        long version = task.take("V1", "P1", "D1");
        task.settle();
        task.hear("V1", version, PATIENT, true);
        task.start();
        task.hear("V1", version, DOCTOR, false);
        assertThat(task.deadLetters()).isEmpty();

        task.settle();
        assertAsked(4);
        task.hear("V1", version, PATIENT, true);
        task.hear("V1", version, DOCTOR, false);
        assertThat(task.deadLetters()).containsExactly("visits.doctor_id.reference");
    }

    private void takeMany(int rows) {
        for (int row = 0; row < rows; row++) {
            task.take("V" + row, "P" + row, "D1");
        }
        task.settle();
    }

    private void assertAsked(long questions) {
        assertThat(task.asked()).isEqualTo(questions);
        assertThat(task.tally().sent()).as("counted").isEqualTo(questions);
    }
}
