package dev.healthdata.analytics.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file that has its old content still: on Windows and its shares nobody can replace one that a program has open. */
public final class HeldFileException extends IOException {
    private static final long serialVersionUID = 1L;

    HeldFileException(Path file, FileSystemException cause) {
        super(
                file.toAbsolutePath() + " cannot be replaced ("
                        + cause.getClass().getSimpleName() + reason(cause)
                        + "): close it in the program that has it open, such as Excel",
                cause);
    }

    private static String reason(FileSystemException cause) {
        return cause.getReason() == null ? "" : ": " + cause.getReason();
    }
}
