package dev.healthdata.platform.books;

import java.util.List;

/** A number that stands for the values of a row, so that rows can be compared without being held or shown. */
public final class Content {
    /** Of a record that is no row. */
    public static final long NONE = 0;

    private static final char END_OF_VALUE = 0x1F;
    private static final char NULL = 0x1E;

    private Content() {}

    /** @param values null where empty */
    public static long of(List<String> values) {
        long hash = 0xcbf29ce484222325L;
        for (String value : values) {
            if (value == null) {
                hash = with(hash, NULL);
            } else {
                for (int i = 0; i < value.length(); i++) {
                    hash = with(hash, value.charAt(i));
                }
            }
            hash = with(hash, END_OF_VALUE);
        }
        return hash == NONE ? 1 : hash;
    }

    private static long with(long hash, char c) {
        return (hash ^ c) * 0x100000001b3L;
    }
}
