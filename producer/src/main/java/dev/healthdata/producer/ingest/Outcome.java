package dev.healthdata.producer.ingest;

import dev.healthdata.records.ledger.IngestProgress;
import java.time.Duration;
import java.util.Optional;

/** What became of a file. */
public sealed interface Outcome {
    /** Whether what is in the way may go without a change of the file. */
    default boolean mayPass() {
        return false;
    }

    /** Whether it had come to that before. */
    default boolean isOfBefore() {
        return false;
    }

    /**
     * All of it is sent.
     *
     * @param progress the file's books
     * @param resumedAfter rows that an earlier process had sent, malformed ones among them
     * @param took of this process
     */
    record Sent(IngestProgress progress, long resumedAfter, Duration took) implements Outcome {
        /** Rows that this process sent, malformed ones among them. */
        public long records() {
            return progress.records() - resumedAfter;
        }
    }

    /** The same content had been sent before, perhaps under another name. */
    record AlreadyIngested(IngestProgress progress) implements Outcome {
        @Override
        public boolean isOfBefore() {
            return true;
        }
    }

    /**
     * The rest is held back, because too many of the rows before it were rejected.
     *
     * @param key what the file's books are kept under
     * @param progress the file's books
     * @param resumedAfter rows that an earlier process had sent, malformed ones among them
     * @param took of this process
     */
    record Halted(String key, IngestProgress progress, long resumedAfter, Duration took) implements Outcome {
        /** As an earlier process left it. */
        static Halted before(String key, IngestProgress progress) {
            return new Halted(key, progress, progress.records(), Duration.ZERO);
        }

        /** Somebody may force it. */
        @Override
        public boolean mayPass() {
            return true;
        }

        @Override
        public boolean isOfBefore() {
            return resumedAfter == progress.records();
        }

        /** In which it was begun, where it is not UTF-8 and makes a difference. */
        public Optional<String> charset() {
            return Source.charsetOf(key);
        }
    }

    /** The file cannot be used as it is. */
    record Rejected(Reason kind, String reason) implements Outcome {
        @Override
        public boolean mayPass() {
            return kind == Reason.UNREADABLE || kind == Reason.LACKING;
        }
    }

    /**
     * Another producer has begun to send the same content and goes on where this one was stopped.
     *
     * @param key what the file's books are kept under
     */
    record TakenOver(String key) implements Outcome {
        @Override
        public boolean mayPass() {
            return true;
        }
    }

    /** This process was asked to end; the file can be resumed. */
    record Stopped(IngestProgress progress) implements Outcome {}

    /** Why a file is rejected. */
    enum Reason {
        CONTENT,
        /** It was written to while it was read. */
        CHANGED,
        UNREADABLE,
        /** A file that it needs is not there, or cannot be used. */
        LACKING,
        /** It belongs to no table, or options contradict what was sent of it. */
        USAGE
    }
}
