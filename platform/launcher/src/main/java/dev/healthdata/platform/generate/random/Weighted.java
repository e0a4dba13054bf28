package dev.healthdata.platform.generate.random;

import java.util.ArrayList;
import java.util.List;

/** Values of which some are drawn more often than others. */
public final class Weighted<T> {
    private final List<T> values;
    private final int[] upTo;
    private final int total;

    private Weighted(List<T> values, int[] upTo, int total) {
        this.values = List.copyOf(values);
        this.upTo = upTo;
        this.total = total;
    }

    public T draw(SplitMix64 random) {
        int at = random.below(total);
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at < upTo[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return values.get(low);
    }

    /** One that is not this one, or this one where there is no other. */
    public T drawOther(SplitMix64 random, Object not) {
        T drawn = draw(random);
        if (!drawn.equals(not)) {
            return drawn;
        }
        return values.get((values.indexOf(drawn) + 1) % values.size());
    }

    public List<T> values() {
        return values;
    }

    public static <T> Builder<T> of(T value, int weight) {
        return new Builder<T>().or(value, weight);
    }

    /** All alike. */
    @SafeVarargs
    public static <T> Weighted<T> evenly(T... values) {
        Builder<T> builder = new Builder<>();
        for (T value : values) {
            builder.or(value, 1);
        }
        return builder.build();
    }

    /**
     * In order of frequency, the k-th in proportion to 1/(k + flatness): Mandelbrot's form of Zipf's law, which names,
     * cities and the like follow. The greater the flatness, the less the first ones stand out.
     */
    @SafeVarargs
    public static <T> Weighted<T> zipf(int flatness, T... values) {
        Builder<T> builder = new Builder<>();
        for (int k = 1; k <= values.length; k++) {
            builder.or(values[k - 1], 100_000 / (k + flatness));
        }
        return builder.build();
    }

    /** Collects the values with their weights. */
    public static final class Builder<T> {
        private final List<T> values = new ArrayList<>();
        private final List<Integer> weights = new ArrayList<>();

        public Builder<T> or(T value, int weight) {
            values.add(value);
            weights.add(weight);
            return this;
        }

        public Weighted<T> build() {
            int[] upTo = new int[weights.size()];
            int total = 0;
            for (int i = 0; i < upTo.length; i++) {
                total += weights.get(i);
                upTo[i] = total;
            }
            return new Weighted<>(values, upTo, total);
        }
    }
}
