package dev.healthdata.analytics.event;

import java.util.Comparator;

/**
 * The key of a group. Groups are ordered as the database orders them: NULL first, then by the bytes of UTF-8.
 *
 * @param first null if empty
 * @param second null if empty, or if the dimension has one key column only
 */
public record Group(String first, String second) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
            Comparator.comparing(Group::first, Utf8Order.NULL_FIRST).thenComparing(Group::second, Utf8Order.NULL_FIRST);

    public Group(String only) {
        this(only, null);
    }

    /** A text that no other group has, whatever is in the columns. */
    String key() {
        return part(first) + part(second);
    }

    private static String part(String text) {
        return text == null ? "-" : text.length() + ":" + text;
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }
}
