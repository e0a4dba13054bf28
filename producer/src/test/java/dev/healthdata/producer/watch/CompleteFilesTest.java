package dev.healthdata.producer.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.healthdata.producer.file.FileFinder;
import dev.healthdata.producer.file.SourceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which files are complete, where what was not moved in never is: it would have to rest for an hour. */
class CompleteFilesTest {
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private Path watched;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void makeDirectory() throws IOException {
        // Others look every few seconds, and tell of a file what they find then.
        assumeTrue(System.getProperty("os.name").equals("Linux"), "a system that tells at once");
        watched = Files.createDirectory(directory.resolve("watched"));
    }

    @Test
    void aFileThatIsMovedInIsComplete() throws IOException {
        try (CompleteFiles files = files(NEVER)) {
            move("a.csv", "id\n1\n");
            awaitTold(files, "a.csv");
            move("b.csv.gz", "anything");
            awaitTold(files, "a.csv", "b.csv.gz");
        }
    }

    @Test
    void aFileThatIsMovedInDuringALookIsFoundByTheNext() throws Exception {
        Files.writeString(watched.resolve("first.csv"), "id\n1\n");
        try (WatchService heard = watched.getFileSystem().newWatchService();
                CompleteFiles files = new CompleteFiles(
                        List.of(watched), new FileFinder(List.of(), name -> moveAndHear("a.csv", heard)), NEVER)) {
            watched.register(heard, StandardWatchEventKinds.ENTRY_CREATE);
            awaitTold(files, "a.csv");
        }
    }

    @Test
    void aFileThatIsMovedOverAnotherIsTold() throws IOException {
        try (CompleteFiles files = files(NEVER)) {
            move("a.csv", "id\n1\n");
            awaitTold(files, "a.csv");
            move("a.csv", "id\n1\n2\n");
            awaitTold(files, "a.csv", "a.csv");
        }
    }

    @Test
    void aFileThatIsWrittenInItsPlaceIsNotCompleteYet() throws IOException {
        try (CompleteFiles files = files(NEVER);
                OutputStream written = Files.newOutputStream(watched.resolve("written.csv"))) {
            look(files);
            written.write("id\n1\n".getBytes(UTF_8));
            Files.writeString(watched.resolve("whole.csv"), "id\n1\n");
            move("last.csv", "id\n1\n");
            awaitTold(files, "last.csv");
        }
    }

    @Test
    void aFileThatIsWrittenToAfterItWasMovedInIsNotCompleteYet() throws IOException {
        try (CompleteFiles files = files(NEVER)) {
            move("a.csv", "id\n1\n");
            Files.writeString(watched.resolve("a.csv"), "2\n", StandardOpenOption.APPEND);
            move("last.csv", "id\n1\n");
            awaitTold(files, "last.csv");
        }
    }

    @Test
    void anEmptyFileAndALinkAreNotComplete() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere.csv"), "id\n1\n");
        try (CompleteFiles files = files(NEVER)) {
            move("empty.csv", "");
            Files.createSymbolicLink(watched.resolve("link.csv"), elsewhere);
            move("last.csv", "id\n1\n");
            awaitTold(files, "last.csv");
        }
    }

    @Test
    void aFileThatWasThereBeforeIsCompleteWhenItRests() throws IOException {
        move("a.csv", "id\n1\n");
        try (CompleteFiles files = files(Duration.ofMillis(100))) {
            look(files);
            assertThat(told).isEmpty();
            awaitTold(files, "a.csv");
        }
    }

    @Test
    void aDirectoryThatIsMadeAnewIsListenedToAgain() throws IOException {
        try (CompleteFiles files = files(NEVER)) {
            Files.delete(watched);
            look(files);
            Files.createDirectory(watched);
            await().until(() -> {
                if (!files.hasNews()) {
                    move("a.csv", "id\n1\n");
                }
                look(files);
                return told.contains("a.csv");
            });
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDirectoryThatFailsWhileItIsListedDoesNotKeepOthersFromBeingLookedAt() throws Exception {
        // Of a process that has ended and that nobody has asked for its exit code, this directory opens and cannot be
        // read. It ends once its parent is one that asks nobody.
        Process parent = new ProcessBuilder("sh", "-c", "exec 3<&0; cat <&3 & echo $!; exec sleep 60").start();
        Path ended = Path.of("/proc", parent.inputReader().readLine());
        await().until(() -> Files.readString(Path.of("/proc", Long.toString(parent.pid()), "comm"))
                .equals("sleep\n"));
        parent.getOutputStream().close();
        await().until(() -> Files.readString(ended.resolve("stat")).contains(") Z "));
        try (CompleteFiles files =
                new CompleteFiles(List.of(ended.resolve("net"), watched), new FileFinder(List.of()), NEVER)) {
            move("a.csv", "id\n1\n");
            awaitTold(files, "a.csv");
        } finally {
            parent.destroy();
        }
    }

    @Test
    void thereIsNewsOnlyOfCsvFilesThatWereNotTold() throws IOException {
        try (CompleteFiles files = files(NEVER)) {
            assertThat(files.hasNews()).isFalse();
            move("a.csv", "id\n1\n");
            move("readme.txt", "text");
            await().until(files::hasNews);
            awaitTold(files, "a.csv");
            await().until(() -> {
                look(files);
                return !files.hasNews();
            });
        }
    }

    @Test
    void thereIsNewsOfAFileThatIsMovedOverOneThatWasTold() throws IOException {
        try (CompleteFiles files = files(NEVER)) {
            move("a.csv", "id\n1\n");
            awaitTold(files, "a.csv");
            await().until(() -> {
                look(files);
                return !files.hasNews();
            });
            move("a.csv", "id\n1\n2\n");
            await().until(files::hasNews);
        }
    }

    private CompleteFiles files(Duration quiet) {
        return new CompleteFiles(List.of(watched), new FileFinder(List.of()), quiet);
    }

    private void move(String name, String content) throws IOException {
        Path beside = Files.writeString(directory.resolve("beside"), content);
        Files.move(beside, watched.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Where directories are listed already, and what is heard is not yet taken. */
    private boolean moveAndHear(String name, WatchService heard) {
        try {
            if (!Files.exists(watched.resolve(name))) {
                move(name, "id\n1\n");
                assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull();
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitTold(CompleteFiles files, String... names) {
        await().untilAsserted(() -> {
            look(files);
            assertThat(told).containsExactly(names);
        });
    }

    private void look(CompleteFiles files) {
        files.look().stream().map(SourceFile::name).forEach(told::add);
    }
}
