package dev.healthdata.platform.generate.csv;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file beside its name and gives it its name when it is complete: whoever watches the directory never reads
 * half a file.
 */
public final class LineWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path target;
    private final Path part;
    private final OutputStream out;
    private long line = 1;

    public LineWriter(Path target) throws IOException {
        this.target = target;
        this.part = target.resolveSibling("." + target.getFileName() + ".part");
        this.out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER_BYTES);
    }

    /** The number, from 1, of the line that is written next. */
    public long nextLine() {
        return line;
    }

    public void write(String row) throws IOException {
        write(row.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the line end. A row with line ends in its values takes several lines. */
    public void write(byte[] row) throws IOException {
        out.write(row);
        out.write('\n');
        line++;
        for (byte each : row) {
            if (each == '\n') {
                line++;
            }
        }
    }

    /** Gives the file its name, in place of one that had it before; to be called once it is closed. */
    public void publish() throws IOException {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Removes what is not published. */
    public void discard() throws IOException {
        Files.deleteIfExists(part);
    }
}
