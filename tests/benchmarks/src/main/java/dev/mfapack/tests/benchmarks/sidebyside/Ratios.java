package dev.mfapack.tests.benchmarks.sidebyside;

import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** What pairs of measurements say about the ratio behind them. */
public final class Ratios {

    private static final double CONFIDENCE = 0.95;

    private final DescriptiveStatistics ratios = new DescriptiveStatistics();

    /** One pair's ratio. */
    public void add(double ratio) {
        ratios.addValue(ratio);
    }

    /** The mean of all pairs. */
    public double mean() {
        return ratios.getMean();
    }

    /** Which one disturbed pair moves less than the mean. */
    public double median() {
        return ratios.getPercentile(50);
    }

    /**
     * The lower end of the 95 % interval of the mean.
     *
     * @throws IllegalStateException when there are fewer than two pairs
     */
    public double low() {
        return mean() - halfWidth();
    }

    /**
     * The upper end of the 95 % interval of the mean.
     *
     * @throws IllegalStateException when there are fewer than two pairs
     */
    public double high() {
        return mean() + halfWidth();
    }

    /** By Student's distribution, as pairs are few. */
    private double halfWidth() {
        if (ratios.getN() < 2) {
            throw new IllegalStateException("an interval needs at least two pairs");
        }
        double quantile = new TDistribution(ratios.getN() - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        return quantile * ratios.getStandardDeviation() / Math.sqrt((double) ratios.getN());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.3f, 95 %% interval %.3f to %.3f, median %.3f", mean(), low(), high(), median());
    }
}
