package dev.healthdata.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.audit.KeyBooks.Clean;
import dev.healthdata.platform.audit.KeyBooks.Letter;
import dev.healthdata.platform.audit.KeyBooks.Raw;
import dev.healthdata.platform.books.Content;
import dev.healthdata.records.catalog.Tables;
import org.junit.jupiter.api.Test;

class FatesTest {
    private static final long VALUES = 42;

    private final Differences differences = new Differences();
    private final Fates fates = new Fates(Tables.named("visits"), new FileBooks(), true, differences);

    @Test
    void aCleanRecordWithoutARawRecordIsForged() {
        KeyBooks books = new KeyBooks();
        books.clean = new Clean(1, 7, VALUES, false);

        fates.judge("V1", books);

        assertThat(differences.list()).containsExactly("visits V1 is a clean record that comes from no raw record");
    }

    @Test
    void aCleanRecordWhoseRawRecordCameAfterTheCutIsNot() {
        KeyBooks books = new KeyBooks();
        books.clean = new Clean(1, 7, VALUES, true);

        fates.judge("V1", books);

        assertThat(differences.list()).isEmpty();
    }

    @Test
    void whatItTookThePlaceOfIsSuperseded() {
        KeyBooks books = new KeyBooks();
        books.raw.add(new Raw(0, 3, VALUES, -1, -1));
        books.clean = new Clean(2, 7, VALUES, true);

        fates.judge("V1", books);

        assertThat(fates.books().superseded()).isEqualTo(1);
        assertThat(differences.list()).isEmpty();
    }

    @Test
    void aCleanRowThatTheDatabaseRefusedIsDeadLettered() {
        KeyBooks books = new KeyBooks();
        books.raw.add(new Raw(0, 7, VALUES, -1, -1));
        books.clean = new Clean(1, 7, VALUES, false);
        books.refused = new Letter(true, false, 7);

        fates.judge("V1", books);

        assertThat(fates.books().deadLettered()).isEqualTo(1);
        assertThat(fates.books().stored()).isZero();
    }

    @Test
    void aRefusedRowAndANewerOneThatWasRejectedAreBothDeadLettered() {
        KeyBooks books = new KeyBooks();
        books.raw.add(new Raw(0, 7, VALUES, -1, -1));
        books.raw.add(new Raw(0, 8, VALUES, -1, -1));
        books.clean = new Clean(1, 7, VALUES, false);
        books.refused = new Letter(true, false, 7);
        books.letter = new Letter(true, false, 8);

        fates.judge("P1", books);

        assertThat(fates.books().deadLettered()).isEqualTo(2);
        assertThat(differences.list()).isEmpty();
    }

    @Test
    void aRowThatCameAgainAfterItsDeletionAndWasRejectedIsDeadLettered() {
        KeyBooks books = deleted();
        books.letter = new Letter(true, false, 9);

        fates.judge("V1", books);

        assertThat(fates.books().deadLettered()).isEqualTo(1);
        assertThat(fates.books().superseded()).isEqualTo(1);
        assertThat(differences.list()).isEmpty();
    }

    @Test
    void aRowThatCameAgainAfterItsDeletionAndWaitsIsWaiting() {
        KeyBooks books = deleted();
        books.waiting = 9;

        fates.judge("V1", books);

        assertThat(fates.books().waiting()).isEqualTo(1);
        assertThat(fates.books().superseded()).isEqualTo(1);
        assertThat(differences.list()).isEmpty();
    }

    @Test
    void theOneThatWaitsIsWaitingAlthoughLaterOnesWereRejected() {
        KeyBooks books = threeRaw();
        books.waiting = 1;
        books.letter = new Letter(true, false, 3);

        fates.judge("V1", books);

        assertThat(fates.books().waiting()).isEqualTo(1);
        assertThat(fates.books().deadLettered()).isEqualTo(2);
        assertThat(fates.books().superseded()).isZero();
        assertThat(Fates.fate(books.raw.get(0), books)).isEqualTo(Fate.WAITING);
    }

    @Test
    void whatCameBeforeTheOneThatWaitsIsSuperseded() {
        KeyBooks books = threeRaw();
        books.waiting = 3;

        fates.judge("V1", books);

        assertThat(fates.books().waiting()).isEqualTo(1);
        assertThat(fates.books().superseded()).isEqualTo(2);
        assertThat(fates.books().balanced()).isTrue();
    }

    @Test
    void oneThatHasWaitedForTooLongIsDeadLettered() {
        KeyBooks books = threeRaw();
        books.waiting = 3;
        books.letter = new Letter(true, true, 3);

        fates.judge("V1", books);

        assertThat(fates.books().deadLettered()).isEqualTo(1);
        assertThat(fates.books().superseded()).isEqualTo(2);
        assertThat(fates.books().balanced()).isTrue();
    }

    @Test
    void whatAnOperatorClosedStaysClosedWhenALaterOneIsRejected() {
        KeyBooks books = threeRaw();
        books.closedUpTo = 1;
        books.letter = new Letter(true, false, 3);

        fates.judge("TOTAL", books);

        assertThat(fates.books().superseded()).isEqualTo(1);
        assertThat(fates.books().deadLettered()).isEqualTo(2);
        assertThat(fates.books().balanced()).isTrue();
    }

    @Test
    void whatIsSaidOfARowThatWaitsDoesNotHideALaterOneThatIsLost() {
        KeyBooks books = threeRaw();
        books.waiting = 2;

        fates.judge("V1", books);

        assertThat(fates.books().lost()).isEqualTo(1);
        assertThat(differences.list()).containsExactly("visits V1 has no fate (raw-visits-0, offset 3)");
    }

    @Test
    void whateverElseCameOfADeletedRowIsSuperseded() {
        fates.judge("V1", deleted());

        assertThat(fates.books().superseded()).isEqualTo(2);
        assertThat(fates.books().balanced()).isTrue();
    }

    @Test
    void aDeletionThatOnlyTheDatabaseRemembersCountsAsOneOfTheTopic() {
        KeyBooks books = deleted();
        books.clean = null;
        books.deletionRemembered = true;
        books.letter = new Letter(true, false, 9);

        fates.judge("V1", books);

        assertThat(fates.books().deadLettered()).isEqualTo(1);
        assertThat(fates.books().superseded()).isEqualTo(1);
        assertThat(fates.books().balanced()).isTrue();
    }

    @Test
    void aRowThatCameAgainIsNoDeletedOne() {
        KeyBooks books = threeRaw();
        books.clean = new Clean(2, 2, VALUES, false);
        books.deletionRemembered = true;

        fates.judge("V1", books);

        assertThat(fates.books().superseded()).isEqualTo(1);
        assertThat(fates.books().stored()).isEqualTo(1);
        assertThat(fates.books().lost()).isEqualTo(1);
    }

    @Test
    void whoMayNotReadTheDeletionsIsToldWhereOneWouldMatter() {
        KeyBooks books = threeRaw();
        books.raw.subList(1, 3).clear();

        new Fates(Tables.named("visits"), new FileBooks(), false, differences).judge("V1", books);

        assertThat(differences.list())
                .containsExactly("visits V1 has no fate (raw-visits-0, offset 1);"
                        + " if it was deleted: this account may not read deleted_rows, which tells");
    }

    private static KeyBooks threeRaw() {
        KeyBooks books = new KeyBooks();
        books.raw.add(new Raw(0, 1, VALUES, -1, -1));
        books.raw.add(new Raw(0, 2, VALUES, -1, -1));
        books.raw.add(new Raw(0, 3, VALUES, -1, -1));
        return books;
    }

    private static KeyBooks deleted() {
        KeyBooks books = new KeyBooks();
        books.raw.add(new Raw(0, 3, VALUES, -1, -1));
        books.raw.add(new Raw(0, 9, VALUES, -1, -1));
        books.clean = new Clean(-1, Long.MAX_VALUE, Content.NONE, false);
        return books;
    }
}
