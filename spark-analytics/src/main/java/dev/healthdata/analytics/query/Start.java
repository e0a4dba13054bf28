package dev.healthdata.analytics.query;

import dev.healthdata.analytics.checkpoint.Checkpoint;
import dev.healthdata.analytics.checkpoint.Layout;
import dev.healthdata.analytics.checkpoint.Offsets;
import dev.healthdata.analytics.checkpoint.Snapshot;
import dev.healthdata.analytics.publish.Publisher;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is settled before the query starts: whether it can go on, or begins with the first record.
 *
 * @param topics asked on by the query; whoever made them closes them, after it
 * @param newest the snapshot that it goes on from, or from the one before; empty where it begins
 */
public record Start(Settings settings, Topics topics, Optional<Snapshot> newest) {
    private static final Logger LOG = LoggerFactory.getLogger(Start.class);

    /**
     * Prepares the checkpoint. One that was removed is made anew as by a rebuild if there are files already: what readers
     * have is better than the first part of it.
     *
     * @param rebuild whether to forget what there is
     * @throws dev.healthdata.analytics.checkpoint.CheckpointException if it cannot be gone on from
     * @throws IllegalStateException if the broker does not answer
     */
    public static Start from(Settings settings, Topics topics, boolean rebuild) throws IOException {
        Checkpoint checkpoint = new Checkpoint(settings.checkpoint());
        Layout layout = Layout.of(settings.partitions(), topics.ids());
        Offsets ends = topics.ends();
        if (rebuild || (checkpoint.isNew() && Publisher.hasPublished(settings.processed()))) {
            LOG.info("everything is read again; the files in {} stay until it reaches {}", settings.processed(), ends);
            checkpoint.rebuild(ends);
        }
        checkpoint.open(layout);
        return new Start(settings, topics, checkpoint.requireWithin(ends));
    }
}
