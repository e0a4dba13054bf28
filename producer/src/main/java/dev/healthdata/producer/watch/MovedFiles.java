package dev.healthdata.producer.watch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that appeared in directories and were not written to since: those that were moved there, which are complete.
 * Nothing depends on it that all of them are heard of. Network drives tell nothing of what others do, and a system may
 * run out of what it takes to listen.
 */
final class MovedFiles implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(MovedFiles.class);

    private final List<Path> directories;
    private final Optional<WatchService> service;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final Set<Path> moved = new HashSet<>();

    MovedFiles(List<Path> directories) {
        this.directories = directories;
        this.service = open();
        listen();
    }

    /** Hears what has happened by now. */
    void update() {
        keys.forEach((directory, key) -> {
            key.pollEvents().forEach(event -> take(directory, event));
            key.reset();
        });
        keys.values().removeIf(key -> !key.isValid());
        listen();
    }

    boolean contains(Path file) {
        return moved.contains(file);
    }

    boolean anyMatch(Predicate<Path> condition) {
        return moved.stream().anyMatch(condition);
    }

    /** A copy, for the caller to change. */
    Set<Path> files() {
        return new HashSet<>(moved);
    }

    void forget(Set<Path> files) {
        moved.removeAll(files);
    }

    private void take(Path directory, WatchEvent<?> event) {
        if (event.context() instanceof Path name) {
            Path file = directory.resolve(name);
            if (event.kind() == StandardWatchEventKinds.ENTRY_CREATE) {
                moved.add(file);
            } else {
                moved.remove(file);
            }
        } else {
            moved.clear(); // there was too much to tell
        }
    }

    private static Optional<WatchService> open() {
        try {
            return Optional.of(FileSystems.getDefault().newWatchService());
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info(
                    "cannot listen for files that are moved in, looks for them ({})",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private void listen() {
        if (service.isEmpty()) {
            return;
        }
        for (Path directory : directories) {
            if (!keys.containsKey(directory)) {
                try {
                    keys.put(
                            directory,
                            directory.register(
                                    service.get(),
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_MODIFY,
                                    StandardWatchEventKinds.ENTRY_DELETE));
                } catch (IOException | ClosedWatchServiceException e) {
                    LOG.debug(
                            "cannot listen to {} ({})", directory, e.getClass().getSimpleName());
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            if (service.isPresent()) {
                service.get().close();
            }
        } catch (IOException e) {
            LOG.debug("cannot stop listening ({})", e.getClass().getSimpleName());
        }
    }
}
