package dev.mfapack.tests.benchmarks.risk;

import dev.mfapack.risk.Contribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The other way to put the pack's signals together: of each, how few of the real logins of the stream's first part weigh as much; the
 * smallest of these shares is the score. Compared with the weighted sum that the pack uses.
 */
final class MinimumTail implements Scorer {

    /** Seconds of the first part. */
    private final double calibrated;

    private final Ours ours;
    private final Map<String, List<Double>> collected = new HashMap<>();
    private final Map<String, double[]> sorted = new HashMap<>();

    MinimumTail(Ours ours, World world) {
        this.ours = ours;
        this.calibrated = 0.3 * world.days() * 86_400;
    }

    @Override
    public String name() {
        return "minimum tail";
    }

    @Override
    public double score(Visit visit) {
        double least = 1;
        double sum = 0;
        for (Contribution contribution : ours.assess(visit).contributions()) {
            double[] usual = sorted.computeIfAbsent(contribution.signal(), this::sort);
            if (contribution.unknown().isEmpty() && usual.length > 0) {
                int below = Arrays.binarySearch(usual, contribution.weight());
                int rank = below < 0 ? -below - 1 : below;
                least = Math.min(least, (usual.length - rank + 1.0) / (usual.length + 1.0));
                sum += contribution.weight();
            }
        }
        // The sum only breaks ties.
        return -Math.log(least) + 1e-6 * sum;
    }

    private double[] sort(String signal) {
        return collected.getOrDefault(signal, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    @Override
    public void learn(Visit visit) {
        if (visit.second() < calibrated) {
            for (Contribution contribution : ours.assess(visit).contributions()) {
                if (contribution.unknown().isEmpty()) {
                    collected
                            .computeIfAbsent(contribution.signal(), it -> new ArrayList<>())
                            .add(contribution.weight());
                }
            }
        }
    }
}
