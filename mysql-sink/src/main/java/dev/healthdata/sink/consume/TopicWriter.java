package dev.healthdata.sink.consume;

import dev.healthdata.records.topic.Topics;
import dev.healthdata.sink.change.Changes;
import dev.healthdata.sink.change.CleanReader;
import dev.healthdata.sink.consume.Settlement.Settled;
import dev.healthdata.sink.deadletter.Refused;
import dev.healthdata.sink.sql.SqlFailure;
import dev.healthdata.sink.write.BatchWriter;
import dev.healthdata.sink.write.Written;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer: polls its share of the clean topics, writes a batch, commits how far it is, and again. It belongs to the
 * thread that runs it; only {@link #stop} may be called from others.
 */
public final class TopicWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicWriter.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(200);
    private static final Duration HELD_AGAIN = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final CleanReader reader;
    private final BatchWriter database;
    private final Settlement settlement;
    private final Progress progress;
    private final int batchRows;
    private final ReadingOrder order;
    private final Pending pending = new Pending();
    private final Positions positions;
    private final HeldWatch heldWatch;
    /** By {@link System#nanoTime}, as all pauses: a clock that is set back would make them as much longer. */
    private long heldTried = System.nanoTime();

    private long written;
    /** Ended in the middle of what was polled: the consumer's position says nothing then. */
    private boolean broken;

    private volatile boolean stopping;
    private volatile boolean suspended;

    /** A writer that is not running yet. */
    public TopicWriter(
            Consumer<byte[], byte[]> consumer,
            CleanReader reader,
            BatchWriter database,
            Settlement settlement,
            Backlog backlog,
            Progress progress,
            Limits limits) {
        this.consumer = consumer;
        this.reader = reader;
        this.database = database;
        this.settlement = settlement;
        this.progress = progress;
        this.heldWatch = new HeldWatch(limits.patience());
        this.batchRows = limits.batchRows();
        this.order = new ReadingOrder(consumer, reader, backlog, limits.heldRows());
        this.positions = new Positions(consumer, pending);
    }

    /**
     * Runs until {@link #stop}.
     *
     * @throws SinkStopped if the database demands a human
     */
    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(Topics.clean(), new Rebalance());
            try {
                while (!stopping) {
                    order.apply(pending.heldByPartition());
                    step();
                }
            } catch (RuntimeException | Error e) {
                broken = true;
                throw e;
            }
            positions.commitNow(consumer.assignment());
        }
    }

    private void step() {
        try {
            poll();
            if (pending.records() > 0 || heldIsDue()) {
                report(State.WRITING);
                writeUntilDone();
            } else {
                report(State.IDLE);
            }
            positions.commit();
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        }
    }

    /** Makes {@link #run} end after the batch at hand; what is not written is read again at the next start. */
    public void stop() {
        stopping = true;
        consumer.wakeup();
    }

    private void poll() {
        take(consumer.poll(pending.held() > 0 ? HELD_AGAIN : IDLE_POLL));
        int before = 0;
        while (pending.records() > before && pending.records() < batchRows) {
            before = pending.records();
            take(consumer.poll(Duration.ZERO));
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            pending.add(reader.read(record));
        }
    }

    private boolean heldIsDue() {
        return pending.held() > 0 && System.nanoTime() - heldTried > HELD_AGAIN.toNanos();
    }

    private void writeUntilDone() {
        Backoff backoff = new Backoff();
        long start = System.nanoTime();
        int records = pending.records();
        while (!stopping) {
            try {
                int refused = write().refused();
                progress.observer().written(records, refused, Duration.ofNanos(System.nanoTime() - start));
                if (suspended) {
                    suspended = false;
                    LOG.info("the database takes rows again after {} failures", backoff.failures());
                }
                return;
            } catch (SQLException e) {
                SqlFailure failure = SqlFailure.of(e);
                if (failure instanceof SqlFailure.Stop || failure instanceof SqlFailure.Size) {
                    throw SinkStopped.by(failure);
                }
                retryAfter(backoff.next(), failure, backoff.failures());
            }
        }
    }

    private Settled write() throws SQLException {
        Changes changes = pending.changes();
        List<Refused> unreadable = settlement.refuse(pending.unreadable(), changes);
        Written result = database.write(changes);
        Settled settled = settlement.settle(result, unreadable);
        pending.written(settled.held());
        written += result.stored();
        heldTried = System.nanoTime();
        heldWatch.held(settled.held());
        report(State.WRITING);
        return settled;
    }

    /** Polls meanwhile without reading, so that the group does not take the partitions away. */
    private void retryAfter(Duration pause, SqlFailure failure, int failures) {
        if (failures == 1 || failures % 20 == 0) {
            LOG.warn("rows cannot be written, trying again: reason=\"{}\" attempt={}", failure.reference(), failures);
        }
        suspended = true;
        progress.observer().retry(failure);
        report(State.RETRYING);
        long start = System.nanoTime();
        while (!stopping && System.nanoTime() - start < pause.toNanos()) {
            order.pauseAll();
            take(consumer.poll(Duration.ofMillis(50)));
        }
    }

    private void report(State state) {
        progress.report(this, written, pending.held(), heldWatch.overdue() ? State.UNHEALTHY : state);
    }

    /** Rows of partitions that go are forgotten: whoever gets them reads them again from where it was committed. */
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            order.assigned();
            if (suspended) {
                consumer.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!broken) {
                positions.commitNow(partitions);
            }
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            positions.forget(partitions);
            pending.forget(partitions);
            heldWatch.held(pending.heldChanges());
        }
    }
}
