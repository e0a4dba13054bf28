package dev.healthdata.infrastructure.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server that may have been left behind, known by its pid file. That may be older than the last start of the machine, and
 * its number another server's by now: only the one that has the same data is ended.
 */
final class OrphanedServer {
    /** The option that tells a server where its data is. */
    static final String DATA = "--datadir=";

    private static final int END_SECONDS = 20;

    private final Path pidFile;
    private final Path data;

    OrphanedServer(Path pidFile, Path data) {
        this.pidFile = pidFile;
        this.data = data;
    }

    void end() {
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                    .filter(process -> process.info().command().orElse("").endsWith("mariadbd"))
                    .filter(this::hasTheData)
                    .ifPresent(OrphanedServer::end);
        } catch (IOException | NumberFormatException e) {
            // It is just being written or removed: then the server is at its start or its end.
        }
    }

    private boolean hasTheData(ProcessHandle server) {
        return Stream.of(server.info().arguments().orElse(new String[0]))
                .filter(argument -> argument.startsWith(DATA))
                .anyMatch(argument -> isTheData(Path.of(argument.substring(DATA.length()))));
    }

    /** Also by another path, as through a symbolic link. */
    private boolean isTheData(Path given) {
        try {
            return Files.isSameFile(given, data);
        } catch (IOException e) {
            return false;
        }
    }

    private static void end(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            server.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
