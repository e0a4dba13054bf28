package dev.healthdata.producer.file;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;

/** A file's content, read once more, that knows at its end whether it still was what the fingerprint says. */
public final class CheckedContent implements AutoCloseable {
    private final DigestInputStream in;
    private final Fingerprint expected;

    private CheckedContent(DigestInputStream in, Fingerprint expected) {
        this.in = in;
        this.expected = expected;
    }

    /** @param more run whenever some more was read */
    public static CheckedContent open(SourceFile file, Fingerprint expected, Runnable more) throws IOException {
        return new CheckedContent(new DigestInputStream(file.open(more), Fingerprint.newDigest()), expected);
    }

    public InputStream stream() {
        return in;
    }

    /** To be asked once, when the stream has been read to its end. */
    public boolean isUnchanged() {
        return Fingerprint.hex(in.getMessageDigest()).equals(expected.sha256());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
