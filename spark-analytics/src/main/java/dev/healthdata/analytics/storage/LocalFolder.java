package dev.healthdata.analytics.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/** On a local disk, or one that is mounted like it. */
record LocalFolder(Path path) implements Folder {
    private static final int TRIES = 10;
    private static final int PAUSE_MILLIS = 50;

    @Override
    public Folder in(String name) {
        return new LocalFolder(path.resolve(name));
    }

    @Override
    public String location() {
        return new org.apache.hadoop.fs.Path(path.toAbsolutePath().toUri()).toString();
    }

    @Override
    public Optional<Path> local() {
        return Optional.of(path.toAbsolutePath());
    }

    @Override
    public boolean replacesInOneStep() {
        return true;
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(path.resolve(name));
    }

    @Override
    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(path.resolve(name));
    }

    /** Who reads it sees the old content or the new one, also after a crash. */
    @Override
    public void replace(String name, byte[] content) throws IOException {
        Files.createDirectories(path);
        // The dot hides it from folder readers such as Power BI's and Spark's.
        Path beside = path.resolve("." + name + ".new");
        try (FileChannel out = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(false); // else the name could survive a power failure that the content does not
        }
        moveOver(beside, path.resolve(name));
    }

    /** Virus scanners and readers that are quick hold the old file for a moment. */
    private static void moveOver(Path beside, Path file) throws IOException {
        for (int left = TRIES - 1; ; left--) {
            try {
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (NoSuchFileException | AtomicMoveNotSupportedException e) {
                throw e; // nobody holds it
            } catch (FileSystemException e) {
                if (left == 0) {
                    throw new HeldFileException(file, e);
                }
            }
            pause(file);
        }
    }

    private static void pause(Path file) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + file + " was held");
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Utils.delete(path.resolve(name).toFile());
    }

    @Override
    public List<String> names() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
