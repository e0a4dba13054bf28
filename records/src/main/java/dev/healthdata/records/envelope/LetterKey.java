package dev.healthdata.records.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The key of a dead letter. What the validator rejects has the row's id. What the database refuses has the id and a byte behind
 * it that no text has, so that neither takes the place of the other: a row that was refused and a newer one that was
 * rejected are both to be repaired.
 *
 * @param id or {@link RawRecord#keyWithoutId} of a row that came without it as key; empty where a record that is not ours has no key
 * @param refused by the database
 */
public record LetterKey(String id, boolean refused) {
    /** Occurs nowhere in UTF-8 (RFC 3629). */
    private static final byte REFUSED = (byte) 0xFF;

    /** @param key of a record of a dead-letter topic; may be null */
    public static LetterKey of(byte[] key) {
        if (key == null) {
            return new LetterKey("", false);
        }
        int last = key.length - 1;
        return last >= 0 && key[last] == REFUSED
                ? new LetterKey(new String(key, 0, last, UTF_8), true)
                : new LetterKey(new String(key, UTF_8), false);
    }

    /**
     * Whether a raw record's key can be that of its dead letter. Others are written by programs that are not ours, and could end in
     * the byte that tells who refused the row; and operators name dead letters by text.
     */
    public static boolean isText(byte[] key) {
        return Arrays.equals(key, new String(key, UTF_8).getBytes(UTF_8));
    }

    public byte[] bytes() {
        byte[] text = id.getBytes(UTF_8);
        if (!refused) {
            return text;
        }
        byte[] key = Arrays.copyOf(text, text.length + 1);
        key[text.length] = REFUSED;
        return key;
    }
}
