package dev.healthdata.validator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.validator.store.LedgerStores;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of rows that have heard of some of those that they refer to. */
class HeardTest {
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
    void nothingIsRememberedOfARowThatANewerOneReplaced() {
        hearOfThePatient("V1");
        assertThat(task.remembered()).isOne();
        task.take("V1", "P2", "D1");

        assertThat(task.remembered()).isZero();
    }

    @Test
    void nothingIsRememberedOfARowThatWasClosed() {
        hearOfThePatient("V1");
        task.close("V1", task.offset());

        assertThat(task.remembered()).isZero();
    }

    @Test
    void whatIsTooMuchToRememberIsStored() {
        for (int row = 0; row < LedgerStores.MAX_HEARD; row++) {
            hearOfThePatient("V" + row);
        }
        long version = hearOfThePatient("one more");
        assertThat(task.remembered()).isEqualTo(LedgerStores.MAX_HEARD);
        task.start();
        task.hear("one more", version, DOCTOR, true);

        assertThat(task.tally().clean()).isOne();
    }

    /** It may have heard of another one before the restart, and would not ask about that any more. */
    @Test
    void nothingIsStoredOfARowThatIsStillToAskAgain() {
        // Where the recall stands is remembered in the same place.
        long[] versions = new long[LedgerStores.MAX_HEARD - 1];
        for (int row = 0; row < versions.length; row++) {
            versions[row] = task.take("V1-" + row, "P1", "D1");
        }
        long version = hearOfThePatient("V2");
        task.settle();
        task.start();
        for (int row = 0; row < versions.length; row++) {
            task.hear("V1-" + row, versions[row], PATIENT, true);
        }
        task.hear("V2", version, DOCTOR, true);
        long asked = task.asked();
        task.settle();

        assertThat(task.asked() - asked)
                .as("about the doctor, and of one about both")
                .isEqualTo(versions.length + 2);
    }

    private long hearOfThePatient(String id) {
        long version = task.take(id, "P1", "D1");
        task.hear(id, version, PATIENT, true);
        return version;
    }
}
