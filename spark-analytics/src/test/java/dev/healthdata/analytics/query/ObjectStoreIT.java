package dev.healthdata.analytics.query;

import dev.healthdata.analytics.localfs.ObjectStore;
import dev.healthdata.analytics.storage.Folder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** In what behaves as an object store. */
class ObjectStoreIT extends StorageContract {
    @TempDir
    private Path directory;

    @BeforeAll
    static void register() {
        ObjectStore.register();
    }

    @Override
    Folder folder(String name) {
        return Folder.of("object://" + directory.resolve(name));
    }
}
