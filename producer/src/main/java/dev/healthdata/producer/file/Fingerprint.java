package dev.healthdata.producer.file;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file's content is known by, under whatever name and compressed or not.
 *
 * @param sha256 in hexadecimal
 * @param bytes of the content
 * @param lines as editors count, header and blank lines among them
 * @param contentEnd the place behind the last byte that is no line end
 * @param ascii whether it says the same in every charset that is supported
 */
public record Fingerprint(String sha256, long bytes, long lines, long contentEnd, boolean ascii) {
    private static final int BLOCK_BYTES = 256 << 10;

    public static Fingerprint of(SourceFile file) throws IOException {
        return of(file, () -> {});
    }

    /** @param more run whenever some more was read, which takes minutes in all where a file is very large */
    public static Fingerprint of(SourceFile file, Runnable more) throws IOException {
        MessageDigest digest = newDigest();
        byte[] block = new byte[BLOCK_BYTES];
        long bytes = 0;
        long lines = 1;
        long contentEnd = 0;
        boolean crBefore = false;
        int allBits = 0;
        try (InputStream in = file.open(more)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
                for (int i = 0; i < read; i++) {
                    byte b = block[i];
                    allBits |= b;
                    if (b == '\n' || b == '\r') {
                        lines += b == '\n' && crBefore ? 0 : 1;
                        crBefore = b == '\r';
                    } else {
                        contentEnd = bytes + i + 1;
                        crBefore = false;
                    }
                }
                bytes += read;
            }
        }
        return new Fingerprint(hex(digest), bytes, lines, contentEnd, (allBits & 0x80) == 0);
    }

    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
