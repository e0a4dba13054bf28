package dev.healthdata.platform.state;

import dev.healthdata.infrastructure.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The processes that {@code up} started, so that others can look for them: their numbers, each in a file. */
public final class PartProcess {
    private PartProcess() {}

    static Path directory(Path state) {
        return state.resolve("processes");
    }

    /** In place of the one that ran before it. A full disk keeps no part from running: then nobody can look for it. */
    static void note(Path state, String part, ManagedProcess process) {
        Path file = directory(state).resolve(part);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, Long.toString(process.pid()));
        } catch (IOException e) {
            // What the file said before is no longer so.
            var unused = file.toFile().delete();
        }
    }

    static void forgetAll(Path state) throws IOException {
        Path directory = directory(state);
        if (Files.isDirectory(directory)) {
            try (var files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }

    /** Empty if no platform runs there, or it has not come to this part yet. */
    public static Optional<Boolean> isAlive(Path state, String part) {
        try {
            long pid = Long.parseLong(
                    Files.readString(directory(state).resolve(part)).strip());
            return Optional.of(
                    ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
