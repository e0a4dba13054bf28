package dev.healthdata.producer.file;

import java.io.IOException;
import java.util.Objects;

/** Tells early, without reading it, that a file is being written to. */
public final class ChangeDetector {
    private final SourceFile file;
    private final SourceFile.Stamp before;

    private ChangeDetector(SourceFile file, SourceFile.Stamp before) {
        this.file = file;
        this.before = before;
    }

    public static ChangeDetector of(SourceFile file) throws IOException {
        return new ChangeDetector(file, file.stamp());
    }

    /** Whether who opens the file now may find another content: it was written to, or another took its place. */
    public boolean isAnother() throws IOException {
        return !file.stamp().equals(before);
    }

    /** A file that was moved away or replaced by another is not changed: who has it open reads on in the old one. */
    public boolean isChanged() {
        try {
            SourceFile.Stamp now = file.stamp();
            return Objects.equals(now.key(), before.key()) && !now.equals(before);
        } catch (IOException e) {
            return false;
        }
    }
}
