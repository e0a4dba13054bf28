package dev.healthdata.analytics.localfs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Behaves as S3A does, on a local disk: an object appears when its stream is closed, unless that was given up, and renaming
 * copies. {@code object:///…}, and {@code copying:///…} whose streams cannot be given up.
 */
public class ObjectStore extends PlainLocalFiles {
    private static final String OBJECT = "object";

    /** Of all uploads, in bytes. */
    private static volatile int room = Integer.MAX_VALUE;

    private static final AtomicInteger RENAMES = new AtomicInteger();

    private static final Queue<String> OPENED = new ConcurrentLinkedQueue<>();

    private String scheme = OBJECT;

    /** Makes both known to Hadoop, by way of Spark's settings. */
    public static void register() {
        for (String scheme : new String[] {OBJECT, "copying"}) {
            System.setProperty("spark.hadoop.fs." + scheme + ".impl", ObjectStore.class.getName());
            System.setProperty(
                    "spark.hadoop.fs.AbstractFileSystem." + scheme + ".impl", ObjectStoreContext.class.getName());
        }
    }

    /** How often anything was renamed so far. */
    public static int renames() {
        return RENAMES.get();
    }

    /** The names of all objects that were read so far. */
    public static List<String> opened() {
        return List.copyOf(OPENED);
    }

    /** From now on an upload fails behind so many bytes. */
    public static void failBehind(int bytes) {
        room = bytes;
    }

    @Override
    public void initialize(URI uri, Configuration configuration) throws IOException {
        scheme = uri.getScheme();
        super.initialize(uri, configuration);
    }

    @Override
    public URI getUri() {
        return URI.create((scheme == null ? OBJECT : scheme) + ":///"); // null while the superclass is constructed
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM)
                ? scheme.equals(OBJECT)
                : super.hasPathCapability(path, capability);
    }

    @Override
    public FSDataInputStream open(Path path, int buffer) throws IOException {
        OPENED.add(path.getName());
        return super.open(path, buffer);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        RENAMES.incrementAndGet();
        if (exists(to)) {
            return false;
        }
        return FileUtil.copy(this, from, this, to, true, getConf());
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int buffer, short replication, long block, Progressable progress)
            throws IOException {
        if (!overwrite && exists(path)) {
            throw new org.apache.hadoop.fs.FileAlreadyExistsException(path.toString());
        }
        return new FSDataOutputStream(new Upload(pathToFile(path).toPath()), null);
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        return create(path, overwrite, buffer, replication, block, progress);
    }

    private static final class Upload extends ByteArrayOutputStream implements Abortable, StreamCapabilities {
        private final java.nio.file.Path object;
        private boolean ended;

        private Upload(java.nio.file.Path object) {
            this.object = object;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            int fits = Math.max(0, Math.min(length, room - count));
            super.write(bytes, from, fits);
            if (fits < length) {
                throw new IllegalStateException("the upload failed");
            }
        }

        @Override
        public void close() throws IOException {
            if (ended) {
                return;
            }
            ended = true;
            Files.createDirectories(object.getParent());
            java.nio.file.Path whole = Files.createTempFile("object", null);
            Files.write(whole, toByteArray());
            Files.move(whole, object, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public AbortableResult abort() {
            boolean before = ended;
            ended = true;
            return new AbortableResult() {
                @Override
                public boolean alreadyClosed() {
                    return before;
                }

                @Override
                public IOException anyCleanupException() {
                    return null;
                }
            };
        }

        @Override
        public boolean hasCapability(String capability) {
            return capability.equals(StreamCapabilities.ABORTABLE_STREAM);
        }
    }
}
