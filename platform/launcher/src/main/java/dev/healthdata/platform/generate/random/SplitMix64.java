package dev.healthdata.platform.generate.random;

/**
 * A stream of random numbers that depends on its seed alone. The algorithm is SplitMix64 (Steele, Lea and Flood, "Fast
 * Splittable Pseudorandom Number Generators", 2014) with the constants of its reference implementation. It is written
 * out here because the JDK does not promise that its generators, or what they make of a bound, stay the same.
 */
public final class SplitMix64 {
    static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SplitMix64(long state) {
        this.state = state;
    }

    /** Any of the 2^64 values. */
    public long next() {
        state += GAMMA;
        return mix(state);
    }

    /** From 0 to below the bound; the bias is below bound / 2^63. */
    public long below(long bound) {
        if (bound < 1 || bound > 1L << 61) {
            throw new IllegalArgumentException("bound " + bound);
        }
        return Math.multiplyHigh(next() >>> 1, bound << 1);
    }

    /** From 0 to below the bound. */
    public int below(int bound) {
        return (int) below((long) bound);
    }

    /** From the first to the last, both included. */
    public int between(int first, int last) {
        return first + below(last - first + 1);
    }

    /** True in so many of a thousand cases. */
    public boolean chance(int perMille) {
        return below(1000) < perMille;
    }

    /** At least 0 and below 1, a multiple of 2^-53. */
    public double unit() {
        return (next() >>> 11) * 0x1p-53;
    }

    @SafeVarargs
    public final <T> T pick(T... choices) {
        return choices[below(choices.length)];
    }

    static long mix(long z) {
        long mixed = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
