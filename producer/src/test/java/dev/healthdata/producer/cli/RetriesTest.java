package dev.healthdata.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.ingest.Outcome;
import dev.healthdata.producer.mapping.Feed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetriesTest {
    private static final Outcome UNREADABLE = new Outcome.Rejected(Outcome.Reason.UNREADABLE, "cannot be read");
    private static final Outcome LACKING = new Outcome.Rejected(Outcome.Reason.LACKING, "needs a file");
    private static final Outcome WRONG = new Outcome.Rejected(Outcome.Reason.CONTENT, "has no header");
    private static final Outcome TAKEN_OVER = new Outcome.TakenOver("key");

    private final Retries retries = new Retries(Duration.ZERO);

    @TempDir
    private Path directory;

    private Feed feed;

    @BeforeEach
    void write() throws IOException {
        feed = Feed.own(new SourceFile(Files.writeString(directory.resolve("visits.csv"), "x")));
    }

    @Test
    void triesAFileAgainAsLongAsItsObstacleMayGoByItself() {
        for (Outcome outcome : new Outcome[] {UNREADABLE, LACKING, TAKEN_OVER}) {
            retries.note(feed, outcome);
            assertThat(retries.due()).containsExactly(feed);
        }
        retries.note(feed, WRONG);
        assertThat(retries.due()).isEmpty();
    }

    @Test
    void knowsWhatIsNews() {
        assertThat(retries.note(feed, UNREADABLE)).isTrue();
        assertThat(retries.note(feed, UNREADABLE)).isFalse();
        assertThat(retries.note(feed, LACKING)).isTrue();
        assertThat(retries.note(feed, WRONG)).isTrue();
    }

    @Test
    void leavesAFileThatChangesToWhoeverWaitsUntilItIsComplete() throws IOException {
        retries.note(feed, UNREADABLE);
        Files.writeString(feed.file().path(), "xy");
        assertThat(retries.due()).isEmpty();
    }

    @Test
    void forgetsAFileThatIsGone() throws IOException {
        retries.note(feed, UNREADABLE);
        Files.delete(feed.file().path());
        assertThat(retries.due()).isEmpty();
        write();
        assertThat(retries.due()).isEmpty();
    }

    @Test
    void comesBackToAFileThatNobodyCouldAskAfterForAWhile() throws IOException {
        Path drive = Files.createDirectory(directory.resolve("drive"));
        Feed remote = Feed.own(new SourceFile(Files.writeString(drive.resolve("visits.csv"), "x")));
        Files.move(drive, directory.resolve("elsewhere"));
        Files.writeString(drive, "no directory");
        retries.note(remote, UNREADABLE);
        assertThat(retries.due()).containsExactly(remote);

        Files.delete(drive);
        Files.move(directory.resolve("elsewhere"), drive);
        assertThat(retries.due()).containsExactly(remote);
    }

    @Test
    void doesNotTryAgainAtOnce() {
        Retries patient = new Retries(Duration.ofHours(1));
        patient.note(feed, UNREADABLE);
        assertThat(patient.due()).isEmpty();
    }
}
