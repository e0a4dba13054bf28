package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.analytics.localfs.ObjectStore;
import dev.healthdata.analytics.storage.Folder;
import dev.healthdata.analytics.workload.RandomWorkload;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In what behaves as an object store. */
class ObjectStoreIT extends StorageContract {
    @TempDir
    private Path directory;

    @BeforeAll
    static void register() {
        ObjectStore.register();
    }

    @Test
    void readsTheNewestSnapshotOnceAtAStart() throws Exception {
        RandomWorkload workload = new RandomWorkload(73, 20);
        try (Platform platform = new Platform(folder("once"))) {
            platform.write(workload.everyRow());
            platform.runOnce(Step.Observer.NONE);
            platform.write(workload.corrections(20));
            int before = snapshotsRead();
            platform.runOnce(Step.Observer.NONE);

            platform.assertPublishedIsExpected();
            assertThat(snapshotsRead() - before).isEqualTo(1);
        }
    }

    private static int snapshotsRead() {
        return (int) ObjectStore.opened().stream()
                .filter(name -> name.endsWith(".snapshot"))
                .count();
    }

    @Override
    Folder folder(String name) {
        return Folder.of("object://" + directory.resolve(name));
    }
}
