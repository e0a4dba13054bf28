package dev.healthdata.analytics.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** In any file system that Hadoop has or was given. */
record HadoopFolder(FileSystem files, Path path, Replacement replacement) implements Folder {
    /** Those that rename over a file in one step. Hadoop has no capability for it. */
    private static final Set<String> RENAMING = Set.of("hdfs", "viewfs");

    static Path path(String uri) {
        try {
            return new Path(uri);
        } catch (IllegalArgumentException e) {
            throw new StorageException("is not a path, and not a URI such as s3a://bucket/folder", e);
        }
    }

    static HadoopFolder of(Path path, Configuration configuration) {
        String scheme = path.toUri().getScheme();
        try {
            FileSystem files = path.getFileSystem(configuration);
            Path whole = files.makeQualified(path);
            if (files.hasPathCapability(whole, CommonPathCapabilities.ABORTABLE_STREAM)) {
                return new HadoopFolder(files, whole, new ObjectReplacement(files));
            }
            return new HadoopFolder(
                    files, whole, new RenameReplacement(files, configuration, RENAMING.contains(scheme)));
        } catch (IOException | RuntimeException | LinkageError e) { // a class is missing, or a setting
            throw new StorageException(
                    "there is no file system for " + scheme + ": that works (" + e.getMessage() + "). If a class is"
                            + " missing, bring it along with spark-submit --packages; settings go with --conf"
                            + " spark.hadoop.fs…",
                    e);
        }
    }

    @Override
    public Folder in(String name) {
        return new HadoopFolder(files, new Path(path, name), replacement);
    }

    @Override
    public String location() {
        return path.toString();
    }

    @Override
    public Optional<java.nio.file.Path> local() {
        return Optional.empty();
    }

    @Override
    public boolean replacesInOneStep() {
        return replacement.inOneStep();
    }

    @Override
    public boolean exists(String name) throws IOException {
        return files.exists(new Path(path, name));
    }

    @Override
    public byte[] read(String name) throws IOException {
        try (FSDataInputStream in = files.open(new Path(path, name))) {
            return in.readAllBytes();
        }
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        replacement.replace(new Path(path, name), content);
    }

    @Override
    public void delete(String name) throws IOException {
        Path top = new Path(path, name);
        if (!files.delete(top, true) && files.exists(top)) {
            throw new IOException("cannot delete " + top);
        }
    }

    @Override
    public List<String> names() throws IOException {
        try {
            return Arrays.stream(files.listStatus(path))
                    .map(FileStatus::getPath)
                    .map(Path::getName)
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
