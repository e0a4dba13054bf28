package dev.healthdata.analytics.storage;

/** A URI for which there is no file system. The message says what to do about it. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageException(String what, Throwable cause) {
        super(what, cause);
    }
}
