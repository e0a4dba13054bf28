package dev.healthdata.analytics.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes the object itself: it changes when the stream is closed, all at once, and renaming would only copy it. Closing
 * after a failure would publish what was written until then, so the stream is given up instead.
 */
record ObjectReplacement(FileSystem files) implements Replacement {
    @Override
    public boolean inOneStep() {
        return true;
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        FSDataOutputStream out = files.create(file, true);
        boolean written = false;
        try {
            out.write(content);
            written = true;
        } finally {
            if (!written) {
                out.abort();
            }
        }
        out.close();
        // S3A's close returns without an error, and without knowing whether the object is there, when it is
        // interrupted.
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while " + file + " was written");
        }
    }
}
