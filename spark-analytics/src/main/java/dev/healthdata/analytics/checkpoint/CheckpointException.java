package dev.healthdata.analytics.checkpoint;

/** A checkpoint that cannot be gone on from. The message says what to do about it. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckpointException(String what) {
        super(what + ". Start once with --rebuild: it reads the clean topics from their beginning, and the published"
                + " files stay as they are until that is done");
    }
}
