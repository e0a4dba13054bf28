package dev.healthdata.validator.store;

import java.util.Arrays;

/** The order of keys in the stores: by their bytes, unsigned. */
public final class Keys {
    /** Not higher than any. */
    public static final byte[] FIRST = {};

    private Keys() {}

    /** The lowest of all keys that are higher: where to go on behind this one. */
    public static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
