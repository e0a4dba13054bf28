package dev.healthdata.benchmark.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** How a cost grows with the size of the work. */
public final class Growth {
    private Growth() {}

    /**
     * The b of cost = a * size^b that fits best: least squares on the logarithms. 1 is in proportion, 0 is always the same.
     *
     * @param sizes above 0
     * @param costs of as many sizes, above 0
     * @return empty unless there are two different sizes
     * @throws IllegalArgumentException if there are not as many costs as sizes, or one of them is not above 0
     */
    public static OptionalDouble exponent(double[] sizes, double[] costs) {
        if (sizes.length != costs.length) {
            throw new IllegalArgumentException(sizes.length + " sizes but " + costs.length + " costs");
        }
        double[] x = logarithms(sizes);
        double[] y = logarithms(costs);
        double meanX = mean(x);
        double meanY = mean(y);
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }
        return variance == 0 ? OptionalDouble.empty() : OptionalDouble.of(covariance / variance);
    }

    /**
     * The exponents of several costs, by their names; without those that are not above 0, for not known or too small to be
     * seen, and without all where there are not two different sizes.
     *
     * @param size of each, above 0
     */
    public static <T> Map<String, Double> exponents(
            List<T> all, ToDoubleFunction<T> size, Map<String, ToDoubleFunction<T>> costs) {
        double[] sizes = all.stream().mapToDouble(size).toArray();
        Map<String, Double> exponents = new LinkedHashMap<>();
        costs.forEach((name, cost) -> {
            double[] found = all.stream().mapToDouble(cost).toArray();
            if (Arrays.stream(found).allMatch(each -> each > 0)) {
                exponent(sizes, found).ifPresent(exponent -> exponents.put(name, exponent));
            }
        });
        return exponents;
    }

    /** For a terminal. */
    public static List<String> lines(Map<String, Double> exponents) {
        List<String> lines = new ArrayList<>();
        exponents.forEach((cost, exponent) ->
                lines.add(String.format(Locale.ROOT, "%s grows with rows to the power of %.2f", cost, exponent)));
        return lines;
    }

    private static double[] logarithms(double[] values) {
        double[] logarithms = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0)) {
                throw new IllegalArgumentException("not above 0: " + values[i]);
            }
            logarithms[i] = Math.log(values[i]);
        }
        return logarithms;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum / values.length;
    }
}
