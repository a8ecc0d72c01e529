package dev.mfapack.tests.benchmarks.risk;

import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.tests.benchmarks.risk.Fakes.Attacker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the weights of the logistic layer: real logins against all three fakes in equal parts, on the seeds and worlds that are kept for
 * tuning. No weight may turn the meaning of its input round: one that would is 0.
 */
final class Tuner {

    /** Seeds that nothing is reported on. */
    private static final long[] SEEDS = {1, 2};

    /** Every login has three fakes; a real one counts three times. */
    private static final double REAL = 3;

    private static final int ROUNDS = 400;
    private static final double PENALTY = 1e-4;

    /** What the stream cannot tell, because fakes come at the times of real logins: those weights are reasoned, not fitted. */
    private static final Set<String> NOT_FITTED =
            Set.of("PERSON_LOGINS", "PERSON_FAILURES", "NETWORK_FAILURES", "NETWORK_PEOPLE", "PROVIDER_FAILURES");

    /**
     * No input is worth less than this, though others tell the same in this stream: a file of places may know no regions, and attackers
     * elsewhere come at night.
     */
    private static final Map<String, Double> AT_LEAST = Map.ofEntries(
            Map.entry("COUNTRY", 0.15),
            Map.entry("REGION", 0.10),
            Map.entry("NETWORK", 0.05),
            Map.entry("BROWSER", 0.10),
            Map.entry("BROWSER_VERSION", 0.05),
            Map.entry("SYSTEM", 0.10),
            Map.entry("DEVICE_KIND", 0.05),
            Map.entry("HOUR", 0.20),
            Map.entry("TRAVEL", 0.80));

    /** A cookie can be stolen with the password: no known browser is trusted beyond this. */
    private static final double MOST_TRUST = -4;

    @SuppressWarnings("ArrayRecordComponent")
    private record Example(double[] inputs, double label, double weight) {}

    private Tuner() {}

    public static void main(String[] args) {
        List<Map<String, Double>> raw = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        for (World world : World.TUNED_ON) {
            for (long seed : SEEDS) {
                Stream stream = new Stream(world, seed);
                Ours ours = new Ours(stream.offsets, RiskPolicy.DEFAULT);
                new Trial(stream, new Fakes(stream), List.of(new Following(ours))).play((real, fakes) -> {
                    if (real.second() % 3 == 0) {
                        raw.add(ours.inputs(real));
                        labels.add(0.0);
                        for (Attacker attacker : Attacker.values()) {
                            raw.add(ours.inputs(fakes.get(attacker)));
                            labels.add(1.0);
                        }
                    }
                });
            }
        }
        TreeSet<String> names = new TreeSet<>();
        raw.forEach(it -> names.addAll(it.keySet()));
        List<String> inputs = List.copyOf(names);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            Map<String, Double> it = raw.get(i);
            double[] values = inputs.stream()
                    .mapToDouble(name -> it.getOrDefault(name, 0.0))
                    .toArray();
            examples.add(new Example(values, labels.get(i), labels.get(i) == 0 ? REAL : 1));
        }
        double[] weights = fit(examples, inputs);
        Map<String, Double> told = new TreeMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            told.put(inputs.get(i), weights[i]);
        }
        told.forEach((name, weight) -> System.out.printf("%s %.4f%n", name, weight));
        System.out.printf("intercept %.4f of %d examples%n", weights[inputs.size()], examples.size());
    }

    /** Feeds the histories only. */
    private record Following(Ours ours) implements Scorer {

        @Override
        public String name() {
            return ours.name();
        }

        @Override
        public double score(Visit visit) {
            return 0;
        }

        @Override
        public void learn(Visit visit) {
            ours.learn(visit);
        }
    }

    /** Coordinate-wise Newton steps on the log-loss, each cut at the sign that its input must have. */
    private static double[] fit(List<Example> examples, List<String> names) {
        int size = names.size();
        double[] weights = new double[size + 1];
        double[] logOdds = new double[examples.size()];
        for (int round = 0; round < ROUNDS; round++) {
            double moved = 0;
            for (int at = 0; at <= size; at++) {
                double slope = 0;
                double curve = 1e-9;
                for (int i = 0; i < logOdds.length; i++) {
                    Example example = examples.get(i);
                    double input = at == size ? 1 : example.inputs[at];
                    if (input != 0) {
                        double p = 1 / (1 + Math.exp(-logOdds[i]));
                        slope += example.weight * (p - example.label) * input;
                        curve += example.weight * p * (1 - p) * input * input;
                    }
                }
                double penalty = PENALTY * examples.size();
                double next = weights[at] - (slope + (at == size ? 0 : penalty * weights[at])) / (curve + penalty);
                if (at < size) {
                    next = bounded(names.get(at), next);
                }
                double step = Math.max(-1, Math.min(next - weights[at], 1));
                for (int i = 0; i < logOdds.length; i++) {
                    logOdds[i] += step * (at == size ? 1 : examples.get(i).inputs[at]);
                }
                weights[at] += step;
                moved = Math.max(moved, Math.abs(step));
            }
            if (moved < 1e-4) {
                break;
            }
        }
        return weights;
    }

    private static double bounded(String name, double weight) {
        if (NOT_FITTED.contains(name)) {
            return 0;
        }
        return name.equals("DEVICE_KNOWN")
                ? Math.max(MOST_TRUST, Math.min(0, weight))
                : Math.max(AT_LEAST.getOrDefault(name, 0.0), weight);
    }
}
