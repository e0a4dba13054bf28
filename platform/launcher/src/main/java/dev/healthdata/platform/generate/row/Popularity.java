package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.SplitMix64;

/**
 * Who of n is met how often: the k-th in rank in proportion to k^-s. Drawn by the inverse of that distribution's
 * (continuous) sum, {@code n × u^(1/(1-s))}, for the two s where a product and a square root are enough: these are exact
 * to the last bit everywhere, a power is not.
 */
enum Popularity {
    /** s = 1/3: of 10,000 patients with 50,000 visits the most frequent has about 100. */
    MILD {
        @Override
        double quantile(double u) {
            return u * Math.sqrt(u);
        }
    },
    /** s = 1/2: of 1,000 doctors with 50,000 visits the busiest has about 1,600, two a working day in three years. */
    STEEP {
        @Override
        double quantile(double u) {
            return u * u;
        }
    };

    /** A prime; it spreads the ranks over the numbers, so that the popular do not all have low ids. */
    private static final long SPREAD = 2_654_435_761L;

    abstract double quantile(double u);

    /** From 0 to below n. */
    long draw(SplitMix64 random, long n) {
        long rank = (long) (n * quantile(random.unit()));
        return Math.min(rank, n - 1) * SPREAD % n;
    }
}
