package dev.healthdata.analytics.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** A folder whose files are small, and replaced as a whole. It need not exist. */
public sealed interface Folder permits LocalFolder, HadoopFolder {
    /** With one letter before the colon it would be a drive. */
    Pattern URI_WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    /**
     * Finds what stands behind a path of the file system or a URI. Hadoop is asked for those other than {@code file:}, with
     * what is set for it as {@code spark.hadoop.…} and in its own files on the class path.
     *
     * @throws StorageException if there is nothing that could; no connection is made, so what does not answer is no reason
     */
    static Folder of(String pathOrUri) {
        if (!URI_WITH_SCHEME.matcher(pathOrUri).matches()) {
            return new LocalFolder(Path.of(pathOrUri));
        }
        org.apache.hadoop.fs.Path path = HadoopFolder.path(pathOrUri);
        if ("file".equalsIgnoreCase(path.toUri().getScheme())) {
            // By Java, which renames over a file in one step; Hadoop's local one removes it first.
            return new LocalFolder(Path.of(path.toUri().getPath()));
        }
        return HadoopFolder.of(path, SparkHadoopUtil.get().newConfiguration(new SparkConf()));
    }

    /** The folder of that name in this one. */
    Folder in(String name);

    /** A URI as Hadoop and Spark read it: nothing in it is escaped, a space is a space. */
    String location();

    /** Its path where it is on a local disk. */
    Optional<Path> local();

    /** Whether a file is there for readers, the old one or the new one, at every moment of {@link #replace}. */
    boolean replacesInOneStep();

    /** Whether there is a file or a folder of that name. */
    boolean exists(String name) throws IOException;

    byte[] read(String name) throws IOException;

    /**
     * Gives the file this content, or leaves it as it was if that fails. Makes the folder where it is missing.
     *
     * @throws HeldFileException if all is well but for a program that has the file open
     */
    void replace(String name, byte[] content) throws IOException;

    /** Removes the file, or the folder with all that is in it, if there is one. */
    void delete(String name) throws IOException;

    /** Of the files and folders in it, none where it does not exist. */
    List<String> names() throws IOException;
}
