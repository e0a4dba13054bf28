package dev.healthdata.analytics.event;

import java.util.Comparator;

/** Orders text by its bytes in UTF-8, which is by code points. {@code String} orders by UTF-16 units instead. */
final class Utf8Order {
    static final Comparator<String> NULL_FIRST = Comparator.nullsFirst(Utf8Order::compare);

    private Utf8Order() {}

    private static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // Only surrogates are out of order: they stand for code points above every single unit.
                boolean surrogateA = Character.isSurrogate(a);
                return surrogateA == Character.isSurrogate(b) ? Character.compare(a, b) : surrogateA ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
