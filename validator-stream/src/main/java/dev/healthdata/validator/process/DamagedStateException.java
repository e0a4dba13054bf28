package dev.healthdata.validator.process;

import org.apache.kafka.streams.errors.ProcessorStateException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * Stores lay there that cannot be opened. Kafka Streams deletes what may hold more than was committed, file by file, and one
 * that is killed meanwhile leaves a part of a store behind. It opens what it finds before it would delete the rest, so that
 * every start would end like this one.
 */
final class DamagedStateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedStateException(Throwable reason) {
        super("stores cannot be opened", reason);
    }

    /** Files that are missing or wrong, that is; not a disk that is full or a limit of open files. */
    static boolean isReason(Throwable failure) {
        if (!(failure instanceof ProcessorStateException)) {
            return false;
        }
        Throwable cause = failure;
        while (cause != null && !(cause instanceof RocksDBException)) {
            cause = cause.getCause();
        }
        return cause instanceof RocksDBException e && e.getStatus() != null && isDamage(e.getStatus());
    }

    private static boolean isDamage(Status status) {
        return switch (status.getCode()) {
            case Corruption -> true;
            // What RocksDB calls "path not found" has no name of its own in its Java library.
            case IOError -> status.getSubCode() == Status.SubCode.Undefined;
            default -> false;
        };
    }
}
