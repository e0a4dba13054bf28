package dev.healthdata.analytics.storage;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Writes beside and renames over. Where Hadoop's default for that applies, the old file is removed first, and missing for
 * a moment.
 */
record RenameReplacement(FileSystem files, FileContext context, boolean inOneStep) implements Replacement {
    RenameReplacement(FileSystem files, Configuration configuration, boolean inOneStep) throws IOException {
        this(files, FileContext.getFileContext(files.getUri(), configuration), inOneStep);
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        // The dot hides it from folder readers, as on a local disk.
        Path beside = new Path(file.getParent(), "." + file.getName() + ".new");
        try (FSDataOutputStream out = files.create(beside, true)) {
            out.write(content);
            if (out.hasCapability(StreamCapabilities.HSYNC)) {
                out.hsync(); // else the name could survive a power failure that the content does not
            }
        }
        context.rename(beside, file, Options.Rename.OVERWRITE);
    }
}
