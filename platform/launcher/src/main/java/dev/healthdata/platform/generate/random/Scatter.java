package dev.healthdata.platform.generate.random;

import java.util.OptionalLong;

/**
 * Marks a share of the places 0 … size-1: exactly {@code floor(size × share)} of them, spread evenly and yet at random.
 * One place is marked in each of as many stretches of equal length, so any place can be judged by itself, without a
 * list of the marked ones.
 */
public final class Scatter {
    private final Streams places;
    private final Streams companions;
    private final long size;
    private final long millionths;

    /** @param size at most 10^12 */
    public Scatter(long seed, String purpose, long size, Share share) {
        this.places = new Streams(seed, purpose);
        this.companions = new Streams(seed, purpose + "-companions");
        this.size = size;
        this.millionths = share.millionths();
    }

    /** How many places are marked. */
    public long count() {
        return size * millionths / Share.WHOLE;
    }

    /** The number of the mark on this place, counted from 0, or nothing if it has none. */
    public OptionalLong markOn(long place) {
        OptionalLong mark = markOfStretch(place);
        return mark.isPresent() && placeOf(mark.getAsLong()) == place ? mark : OptionalLong.empty();
    }

    public boolean isMarked(long place) {
        return markOn(place).isPresent();
    }

    /** The mark in whose stretch the place lies; the last places may lie in none. */
    public OptionalLong markOfStretch(long place) {
        long mark = place * millionths / Share.WHOLE;
        return mark < count() ? OptionalLong.of(mark) : OptionalLong.empty();
    }

    /** Where this mark is. */
    public long placeOf(long mark) {
        return someIn(mark, places);
    }

    /** Another place in the mark's stretch, by chance the same. */
    public long companionOf(long mark) {
        return someIn(mark, companions);
    }

    private long someIn(long mark, Streams draws) {
        long start = startOf(mark);
        return start + draws.of(mark).below(startOf(mark + 1) - start);
    }

    /** The first place of which {@code place × share} is at least the mark. */
    private long startOf(long mark) {
        return Math.floorDiv(mark * Share.WHOLE + millionths - 1, millionths);
    }
}
