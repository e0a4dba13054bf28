package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.Scatter;
import dev.healthdata.platform.generate.random.Share;
import dev.healthdata.platform.generate.random.SplitMix64;
import dev.healthdata.platform.generate.random.Streams;
import java.util.OptionalLong;

/**
 * What stands where in a file. A file of n rows has n slots, and a slot has its own id. Most hold one right row; some
 * hold a defective row, and some say again what an earlier one has said (and leave their own id unused).
 */
public final class Layout {
    private static final int LOOK_BACK = 500;
    private static final int PROBES = 64;

    private final long slots;
    private final Scatter defects;
    private final Scatter oddities;
    private final Streams choices;

    /**
     * @param dirty the share of defective rows
     * @param noise the share of rows that are right but unusual
     */
    public Layout(long seed, String table, long slots, Share dirty, Share noise) {
        this.slots = slots;
        this.defects = new Scatter(seed, table + "-defects", slots, dirty);
        this.oddities = new Scatter(seed, table + "-oddities", slots, noise);
        this.choices = new Streams(seed, table + "-layout");
    }

    public long slots() {
        return slots;
    }

    /** The slot that stands at this place of the file: the one of its number, but where two have changed places. */
    public long slotAt(long place) {
        OptionalLong mark = oddities.markOfStretch(place);
        if (mark.isEmpty() || Oddity.of(mark.getAsLong()) != Oddity.OUT_OF_ORDER) {
            return place;
        }
        long one = oddities.placeOf(mark.getAsLong());
        long other = oddities.companionOf(mark.getAsLong());
        return place == one ? other : place == other ? one : place;
    }

    /** The number of the slot's defect, counted from 0, if it has one. */
    public OptionalLong defectOf(long slot) {
        return defects.markOn(slot);
    }

    /** The oddity that the slot was chosen for; a defect goes before. */
    public Oddity oddityOf(long slot) {
        if (defects.isMarked(slot)) {
            return Oddity.NONE;
        }
        OptionalLong mark = oddities.markOn(slot);
        return mark.isPresent() ? Oddity.of(mark.getAsLong()) : Oddity.NONE;
    }

    /** The earlier slot whose row a duplicate or correction repeats; nothing for all others. */
    public OptionalLong repeated(long slot) {
        if (!oddityOf(slot).repeats()) {
            return OptionalLong.empty();
        }
        long start = slot - choices.of(slot).below(LOOK_BACK);
        for (long earlier = Math.min(slot - 1, Math.max(0, start)), left = PROBES; earlier >= 0 && left > 0; left--) {
            if (!defects.isMarked(earlier) && !oddityOf(earlier).repeats()) {
                return OptionalLong.of(earlier);
            }
            earlier--;
        }
        return OptionalLong.empty();
    }

    /** Whether a row with the slot's own id is in the file and is right, so that others may refer to it. */
    public boolean isKnown(long slot) {
        return !defects.isMarked(slot) && repeated(slot).isEmpty();
    }

    /** Whether there is any right row. */
    public boolean hasKnown() {
        return defects.count() < slots;
    }

    /** The slot, or the next one that is known; the slot itself where none is. */
    public long knownFrom(long slot) {
        if (!hasKnown()) {
            return slot;
        }
        long found = slot;
        while (!isKnown(found)) {
            found = found + 1 == slots ? 0 : found + 1;
        }
        return found;
    }

    /** A slot whose id appears only in a defective row, so that what refers to it waits in vain. */
    public OptionalLong anyDefective(SplitMix64 random) {
        return defects.count() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(defects.placeOf(random.below(defects.count())));
    }
}
