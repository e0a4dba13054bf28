package dev.healthdata.analytics.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.healthdata.analytics.checkpoint.Offsets;
import dev.healthdata.analytics.checkpoint.Snapshot;
import dev.healthdata.analytics.publish.Formats;
import dev.healthdata.records.aggregate.Aggregate;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code _snapshot.json} says of the published files: of which batch, since when, up to where, and how far behind. */
final class SnapshotLine {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotLine.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Topics topics;
    private final Formats formats;

    /** @param topics asked for their ends at each publication */
    SnapshotLine(Topics topics, Formats formats) {
        this.topics = topics;
        this.formats = formats;
    }

    /** One line. Without {@code behind} and {@code ends} if the broker does not tell: the files are right all the same. */
    String of(Snapshot snapshot) {
        ObjectNode line = JSON.createObjectNode();
        line.put("batch", snapshot.batch());
        line.put("time", Instant.now().toString());
        if (formats.spreadsheetSafe()) {
            line.put(Aggregate.SPREADSHEET_SAFE, true);
        }
        try {
            Offsets ends = topics.ends();
            line.putPOJO("behind", snapshot.offsets().behind(ends));
            line.putPOJO("ends", ends.byTopic());
        } catch (IllegalStateException e) {
            LOG.warn("how far behind the files are is not known: {}", e.getMessage());
        }
        line.putPOJO("offsets", snapshot.offsets().byTopic());
        return line.toString();
    }
}
