package dev.mfapack.tests.benchmarks.risk;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/** Scores of real logins and of the fakes in their place, with what can be said of them. */
final class Scores {

    /** The ends of a 95 % interval then rest on five values each. */
    private static final int RESAMPLES = 200;

    private final double[] real;
    private final double[] fake;
    private final int[] people;

    /**
     * @param people whose login it is, of real and fake alike
     */
    Scores(double[] real, double[] fake, int[] people) {
        this.real = real;
        this.fake = fake;
        this.people = people;
    }

    /** Some of the logins. */
    Scores of(BitSet some) {
        return new Scores(
                some.stream().mapToDouble(at -> real[at]).toArray(),
                some.stream().mapToDouble(at -> fake[at]).toArray(),
                some.stream().map(at -> people[at]).toArray());
    }

    /** What is measured, and the 95 % interval by bootstrap over people. */
    record Measured(double value, double low, double high) {}

    /** How likely a fake scores higher than a real login; ties count half. */
    Measured auc() {
        int[][] ranks = ranks();
        return bootstrap(weights -> auc(ranks, weights));
    }

    /** Of samples that are not pairs. */
    static double auc(double[] real, double[] fake) {
        double[] sorted = real.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double score : fake) {
            sum += (lower(sorted, score, false) + lower(sorted, score, true)) / 2.0;
        }
        return sum / ((double) real.length * fake.length);
    }

    /** How many are below, or at most, a score. */
    private static int lower(double[] sorted, double score, boolean orSame) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score || (orSame && sorted[middle] == score)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    double plainAuc() {
        return auc(ranks(), null);
    }

    double plainShare(boolean ofFakes, double threshold) {
        return share(ofFakes ? fake : real, threshold, null);
    }

    /** The threshold that this share of real logins reaches at most. */
    double thresholdForFalsePositives(double share) {
        double[] sorted = real.clone();
        Arrays.sort(sorted);
        double threshold = sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * (1 - share)))];
        return share(real, threshold, null) <= share ? threshold : Math.nextUp(threshold);
    }

    /** The threshold that this share of fakes reaches at least. */
    double thresholdForCaught(double share) {
        double[] sorted = fake.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.floor(sorted.length * (1 - share))];
    }

    Measured caught(double threshold) {
        return bootstrap(weights -> share(fake, threshold, weights));
    }

    Measured asked(double threshold) {
        return bootstrap(weights -> share(real, threshold, weights));
    }

    private interface Statistic {
        double of(double @org.jspecify.annotations.Nullable [] weights);
    }

    private Measured bootstrap(Statistic statistic) {
        double value = statistic.of(null);
        int most = Arrays.stream(people).max().orElse(0) + 1;
        int[] distinct = Arrays.stream(people).distinct().toArray();
        Random chance = new Random(1);
        double[] values = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double[] byPerson = new double[most];
            for (int draw = 0; draw < distinct.length; draw++) {
                byPerson[distinct[chance.nextInt(distinct.length)]]++;
            }
            double[] weights = new double[people.length];
            for (int at = 0; at < weights.length; at++) {
                weights[at] = byPerson[people[at]];
            }
            values[i] = statistic.of(weights);
        }
        Arrays.sort(values);
        return new Measured(value, values[(int) (RESAMPLES * 0.025)], values[(int) (RESAMPLES * 0.975)]);
    }

    private static double share(
            double[] scores, double threshold, double @org.jspecify.annotations.Nullable [] weights) {
        double reached = 0;
        double all = 0;
        for (int i = 0; i < scores.length; i++) {
            double weight = weights == null ? 1 : weights[i];
            all += weight;
            reached += scores[i] >= threshold ? weight : 0;
        }
        return reached / all;
    }

    /** Of every score its place among all different ones. */
    private int[][] ranks() {
        double[] all = new double[real.length + fake.length];
        System.arraycopy(real, 0, all, 0, real.length);
        System.arraycopy(fake, 0, all, real.length, fake.length);
        double[] different = Arrays.stream(all).sorted().distinct().toArray();
        int[][] ranks = new int[2][real.length];
        for (int i = 0; i < real.length; i++) {
            ranks[0][i] = Arrays.binarySearch(different, real[i]);
            ranks[1][i] = Arrays.binarySearch(different, fake[i]);
        }
        return ranks;
    }

    private static double auc(int[][] ranks, double @org.jspecify.annotations.Nullable [] weights) {
        int most = 0;
        for (int i = 0; i < ranks[0].length; i++) {
            most = Math.max(most, Math.max(ranks[0][i], ranks[1][i]));
        }
        double[] reals = new double[most + 1];
        double[] fakes = new double[most + 1];
        double all = 0;
        for (int i = 0; i < ranks[0].length; i++) {
            double weight = weights == null ? 1 : weights[i];
            reals[ranks[0][i]] += weight;
            fakes[ranks[1][i]] += weight;
            all += weight;
        }
        double below = 0;
        double sum = 0;
        for (int rank = 0; rank <= most; rank++) {
            sum += fakes[rank] * (below + reals[rank] / 2);
            below += reals[rank];
        }
        return sum / (all * all);
    }
}
