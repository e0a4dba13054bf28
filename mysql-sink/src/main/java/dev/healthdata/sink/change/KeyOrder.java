package dev.healthdata.sink.change;

import java.util.Comparator;

/**
 * The order of primary keys: by the bytes of their UTF-8, which is the order of code points. It differs from that of
 * strings, since surrogates lie below some characters that they come after.
 */
public final class KeyOrder {
    public static final Comparator<String> OF_IDS = KeyOrder::compare;

    private KeyOrder() {}

    private static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // Characters of two surrogates come after all of one.
                boolean alike = Character.isSurrogate(x) == Character.isSurrogate(y);
                return alike ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
