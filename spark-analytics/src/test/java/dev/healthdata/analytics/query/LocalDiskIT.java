package dev.healthdata.analytics.query;

import dev.healthdata.analytics.storage.Folder;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On a local disk that is named by a URI, in a directory whose name a URI would have to escape. */
class LocalDiskIT extends StorageContract {
    @TempDir
    private Path directory;

    @Override
    Folder folder(String name) {
        return Folder.of("file://" + directory.resolve(name + " of 100%25"));
    }
}
