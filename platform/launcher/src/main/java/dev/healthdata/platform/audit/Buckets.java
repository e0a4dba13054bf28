package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.audit.KeyBooks.Clean;
import dev.healthdata.platform.audit.KeyBooks.Letter;
import dev.healthdata.platform.audit.KeyBooks.Raw;
import dev.healthdata.platform.audit.KeyBooks.Stored;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Utils;

/**
 * What is said of the keys of a table, sorted into files by a hash of the key: one of them at a time is read back, so that
 * memory does not grow with the table. The files hold keys, offsets and versions, no values.
 */
final class Buckets implements AutoCloseable {
    private static final int COUNT = 256;

    private static final byte RAW = 1;
    private static final byte CLOSING = 2;
    private static final byte WAITING = 3;
    private static final byte CLEAN = 4;
    private static final byte LETTER = 5;
    private static final byte STORED = 6;
    private static final byte REFUSED = 7;
    private static final byte DELETED = 8;

    private final Path directory;
    private final NamelessFile[] files = new NamelessFile[COUNT];

    Buckets() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param directory for temporary files */
    Buckets(Path directory) {
        this.directory = directory;
    }

    void raw(String key, Raw raw) {
        put(RAW, key, raw.partition(), raw.offset(), raw.content(), raw.file(), raw.line());
    }

    void closing(String key, long upTo) {
        put(CLOSING, key, upTo);
    }

    void waiting(String key, long rawOffset) {
        put(WAITING, key, rawOffset);
    }

    void clean(String key, Clean clean) {
        put(CLEAN, key, clean.version(), clean.rawOffset(), clean.content(), clean.late() ? 1 : 0);
    }

    /** @param refused whether the sink said it */
    void letter(String key, Letter letter, boolean refused) {
        int flags = (letter.open() ? 1 : 0) | (letter.reference() ? 2 : 0);
        put(refused ? REFUSED : LETTER, key, flags, letter.rawOffset());
    }

    void stored(String key, Stored row) {
        put(STORED, key, row.version(), row.content());
    }

    void deleted(String key) {
        put(DELETED, key);
    }

    /** Gives each key with all that was said of it; to be called when all is. */
    void forEach(BiConsumer<String, KeyBooks> action) {
        for (NamelessFile each : files) {
            if (each != null) {
                read(each).forEach(action);
            }
        }
    }

    @Override
    public void close() {
        for (NamelessFile each : files) {
            Utils.closeQuietly(each, "a temporary file");
        }
    }

    private void put(byte kind, String key, long... numbers) {
        int bucket = Math.floorMod((key.hashCode() * 0x9E3779B9) >>> 8, COUNT);
        try {
            if (files[bucket] == null) {
                files[bucket] = new NamelessFile(directory);
            }
            DataOutputStream output = files[bucket].output();
            output.writeByte(kind);
            byte[] text = key.getBytes(UTF_8);
            output.writeInt(text.length);
            output.write(text);
            for (long number : numbers) {
                output.writeLong(number);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** What does not fit on the disk is not noticed before it is read, where it is little. */
    private UncheckedIOException unusable(IOException e) {
        String what = "cannot use the directory for temporary files, " + directory + " (" + e.getMessage() + ")";
        return new UncheckedIOException(what, e);
    }

    private Map<String, KeyBooks> read(NamelessFile file) {
        Map<String, KeyBooks> byKey = new HashMap<>();
        try (DataInputStream in = file.input()) {
            for (int kind = in.read(); kind >= 0; kind = in.read()) {
                String key = new String(in.readNBytes(in.readInt()), UTF_8);
                read((byte) kind, byKey.computeIfAbsent(key, any -> new KeyBooks()), in);
            }
        } catch (EOFException e) {
            throw new IllegalStateException("a temporary file in " + directory + " breaks off", e);
        } catch (IOException e) {
            throw unusable(e);
        }
        return byKey;
    }

    private static void read(byte kind, KeyBooks books, DataInputStream in) throws IOException {
        switch (kind) {
            case RAW ->
                books.raw.add(
                        new Raw((int) in.readLong(), in.readLong(), in.readLong(), (int) in.readLong(), in.readLong()));
            case CLOSING -> books.closedUpTo = Math.max(books.closedUpTo, in.readLong());
            case WAITING -> books.waiting = in.readLong();
            case CLEAN -> books.clean = new Clean(in.readLong(), in.readLong(), in.readLong(), in.readLong() == 1);
            case LETTER -> books.letter = letter(in);
            case REFUSED -> books.refused = letter(in);
            case DELETED -> books.deletionRemembered = true;
            default -> books.stored = new Stored(in.readLong(), in.readLong());
        }
    }

    private static Letter letter(DataInputStream in) throws IOException {
        long flags = in.readLong();
        return new Letter((flags & 1) != 0, (flags & 2) != 0, in.readLong());
    }
}
