package dev.healthdata.platform.audit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file that is written and then read. It is removed as soon as it is open: its room is free again when the
 * process ends, however that comes about.
 */
final class NamelessFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 << 10;

    private final FileChannel channel;
    private final DataOutputStream output;

    NamelessFile(Path directory) throws IOException {
        channel = FileChannel.open(
                Files.createTempFile(directory, "healthcare-audit", null),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        output = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES));
    }

    DataOutputStream output() {
        return output;
    }

    /** What was written, from its beginning; nothing is written after that. */
    DataInputStream input() throws IOException {
        output.flush();
        return new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel.position(0)), BUFFER_BYTES));
    }

    /** What is not written yet never will be: on a full disk that would fail once more. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
