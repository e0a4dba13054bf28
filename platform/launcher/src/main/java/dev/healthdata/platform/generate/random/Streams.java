package dev.healthdata.platform.generate.random;

/** A stream of random numbers for each of many things, so that any of them can be made again without the others. */
public final class Streams {
    private final long root;

    /**
     * @param seed of the whole run
     * @param purpose what is drawn; two purposes are independent of each other
     */
    public Streams(long seed, String purpose) {
        long mixed = SplitMix64.mix(seed);
        for (int i = 0; i < purpose.length(); i++) {
            mixed = SplitMix64.mix(mixed + SplitMix64.GAMMA + purpose.charAt(i));
        }
        this.root = mixed;
    }

    /** From its beginning, each time. */
    public SplitMix64 of(long thing) {
        return new SplitMix64(SplitMix64.mix(root + SplitMix64.GAMMA * (thing + 1)));
    }
}
