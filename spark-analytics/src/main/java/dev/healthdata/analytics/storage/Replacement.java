package dev.healthdata.analytics.storage;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** How a file in one of Hadoop's file systems gets new content. */
sealed interface Replacement permits ObjectReplacement, RenameReplacement {
    /** Whether readers find the old file or the new one at every moment. */
    boolean inOneStep();

    void replace(Path file, byte[] content) throws IOException;
}
