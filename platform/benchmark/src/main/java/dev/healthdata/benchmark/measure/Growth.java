package dev.healthdata.benchmark.measure;

import java.util.OptionalDouble;

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
