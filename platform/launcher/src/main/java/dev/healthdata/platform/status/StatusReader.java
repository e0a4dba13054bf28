package dev.healthdata.platform.status;

import dev.healthdata.platform.books.CleanEnds;
import dev.healthdata.platform.books.HaltedFiles;
import dev.healthdata.platform.books.Members;
import dev.healthdata.platform.books.OldestWaiting;
import dev.healthdata.platform.books.RawEnds;
import dev.healthdata.platform.books.RefusedLetters;
import dev.healthdata.platform.books.Tallies;
import dev.healthdata.platform.books.TopicReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** Looks at the platform again and again. For use by one thread. */
final class StatusReader {
    /** Looking for the row that waits longest reads whole topics. */
    private static final long OLDEST_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final TopicReader reader;
    private final Admin admin;
    private final String sinkGroup;
    private final Tallies tallies;
    private final CleanEnds ends;
    private final HaltedFiles halted;
    private final RefusedLetters refused;
    private final AnalyticsPulse analytics;
    private Optional<Instant> oldest = Optional.empty();
    private long oldestAt;
    private long rows = -1;
    private long rowsAt;

    /**
     * @param sinkGroup the sink's consumer group
     * @param processed the directory of the aggregates
     */
    StatusReader(TopicReader reader, Admin admin, String sinkGroup, Path processed, AnalyticsPulse analytics) {
        this.reader = reader;
        this.admin = admin;
        this.sinkGroup = sinkGroup;
        this.tallies = new Tallies(reader, StatusReport.VALIDATOR);
        this.ends = new CleanEnds(reader, admin, sinkGroup, processed);
        this.halted = new HaltedFiles(reader);
        this.refused = new RefusedLetters(reader);
        this.analytics = analytics;
    }

    StatusReport read() throws InterruptedException {
        Tallies.Reading reading = tallies.read();
        Map<String, Integer> members = Members.of(admin, List.of(StatusReport.VALIDATOR, sinkGroup));
        return new StatusReport(
                reading,
                ends.read(),
                halted.read(),
                refused.read(),
                members.get(StatusReport.VALIDATOR),
                members.get(sinkGroup),
                analytics.read(),
                new RawEnds(reader).read(),
                rate(reading.total().rows()),
                oldest(reading.total().waiting()));
    }

    private Optional<Long> rate(long now) {
        long at = System.nanoTime();
        Optional<Long> rate = rows < 0
                ? Optional.empty()
                : Optional.of((now - rows) * TimeUnit.SECONDS.toNanos(1) / Math.max(1, at - rowsAt));
        rows = now;
        rowsAt = at;
        return rate;
    }

    private Optional<Instant> oldest(long waiting) {
        if (waiting == 0) {
            return Optional.empty();
        }
        if (oldest.isEmpty() || System.nanoTime() - oldestAt > OLDEST_INTERVAL_NANOS) {
            oldest = OldestWaiting.read(reader, StatusReport.VALIDATOR);
            oldestAt = System.nanoTime();
        }
        return oldest;
    }
}
