package dev.healthdata.analytics.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.analytics.localfs.ObjectStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
    private static final String NAME = "city.csv";

    @TempDir
    private Path directory;

    @BeforeAll
    static void register() {
        ObjectStore.register();
    }

    @AfterEach
    void makeRoom() {
        ObjectStore.failBehind(Integer.MAX_VALUE);
    }

    @Test
    void writesAnObjectItselfAndRenamesNothing() throws IOException {
        Folder objects = objects();
        int renames = ObjectStore.renames();
        objects.replace(NAME, bytes("old"));

        objects.replace(NAME, bytes("new"));

        assertThat(objects.read(NAME)).isEqualTo(bytes("new"));
        assertThat(objects.names()).containsExactly(NAME);
        assertThat(ObjectStore.renames()).isEqualTo(renames);
        assertThat(objects.replacesInOneStep()).isTrue();
    }

    @Test
    void leavesTheOldObjectWhenAnUploadFailsInItsMidst() throws IOException {
        Folder objects = objects();
        objects.replace(NAME, bytes("all of the old one"));
        ObjectStore.failBehind(3);

        assertThatThrownBy(() -> objects.replace(NAME, bytes("the new one"))).hasMessage("the upload failed");

        assertThat(objects.read(NAME)).isEqualTo(bytes("all of the old one"));
    }

    @Test
    void takesNoUploadForDoneThatWasInterrupted() {
        Folder objects = objects();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> objects.replace(NAME, bytes("new"))).isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void removesAFolderWithAllThatIsInItAndMindsNoneThatIsMissing() throws IOException {
        Folder objects = objects();
        objects.in("query").in("commits").replace("0", bytes("v1"));
        assertThat(objects.exists("query")).isTrue();

        objects.delete("query");
        objects.delete("query");

        assertThat(objects.exists("query")).isFalse();
        assertThat(objects.in("query").names()).isEmpty();
    }

    @Test
    void keepsToTheLocalDiskForAFileUri() throws IOException {
        Folder folder = Folder.of(directory.toUri().toString());

        folder.replace(NAME, bytes("new"));

        assertThat(folder.local()).contains(directory);
        assertThat(directory.resolve(NAME)).hasContent("new");
        assertThat(folder.names()).containsExactly(NAME);
    }

    @Test
    void saysWhereReadersWouldMissAFileForAMoment() {
        assertThat(Folder.of("copying://" + directory).replacesInOneStep()).isFalse();
        assertThat(Folder.of(directory.toString()).replacesInOneStep()).isTrue();
    }

    @Test
    void saysForWhatThereIsNoFileSystem() {
        assertThatThrownBy(() -> Folder.of("nosuch://bucket/folder"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no file system for nosuch:")
                .hasMessageContaining("--packages");
    }

    private Folder objects() {
        return Folder.of("object://" + directory);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
