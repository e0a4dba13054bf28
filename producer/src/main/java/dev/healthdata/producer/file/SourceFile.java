package dev.healthdata.producer.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A CSV file, perhaps compressed. Only its name, without the folders, leaves this machine. */
public record SourceFile(Path path) {
    private static final int BUFFER_BYTES = 256 << 10;

    /** What shows cheaply that a file is another one than before. */
    public record Stamp(long size, FileTime modified, Object key) {}

    public String name() {
        return path.getFileName().toString();
    }

    /** Its content, decompressed. */
    public InputStream open() throws IOException {
        InputStream in = Files.newInputStream(path);
        if (!name().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            return in; // read in blocks by all who do
        }
        try {
            return new GZIPInputStream(new BufferedInputStream(in, BUFFER_BYTES), BUFFER_BYTES);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** @param more run whenever some more of it was read */
    public InputStream open(Runnable more) throws IOException {
        return new FilterInputStream(open()) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = super.read(into, from, length);
                more.run();
                return read;
            }
        };
    }

    public Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    }
}
