package dev.mfapack.tests.benchmarks.risk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The reference: Freeman et al., NDSS 2016, Eq. 7 without attack data, with the features, levels and weights of Wiefling et al. (FC
 * 2021, TOPS 2022). Written from the papers.
 *
 * <p>A feature's likelihood is the weighted sum over its levels. On the realm's side it is smoothed: c/N · (1 − M/(N+M)) for a value that
 * was seen, 1/(N+M) for another, M being one more than the number of values. On the person's side it is not; where it is 0 a quarter of
 * the realm's stands for it. The product form is the ratio of the likelihoods of each feature, multiplied, times the share of the
 * person among all people over their share among all logins. The sum form adds the logarithms of the ratios of all levels, each with the
 * level's weight, and knows no share of the person.
 */
final class Freeman implements Scorer {

    private record Level(double weight, Function<Visit, Object> value) {}

    private static final List<List<Level>> FEATURES = List.of(
            List.of(
                    new Level(0.6, visit -> visit.source().address()),
                    new Level(0.3, visit -> visit.source().provider()),
                    new Level(0.1, visit -> visit.source().country())),
            List.of(
                    new Level(0.5387, visit -> visit.browser().whole()),
                    new Level(0.2680, visit -> visit.browser().version()),
                    new Level(0.1882, visit -> visit.browser().systemVersion()),
                    new Level(0.0051, visit -> visit.browser().kind())));

    private final boolean product;
    private final Map<Level, Counts> realm = new HashMap<>();
    private final Map<Integer, Map<Level, Counts>> people = new HashMap<>();

    private static final class Counts {

        private final Map<Object, Integer> counts = new HashMap<>();
        private int all;

        void add(Object value) {
            counts.merge(value, 1, Integer::sum);
            all++;
        }

        double smoothed(Object value) {
            double n = all;
            double m = counts.size() + 1.0;
            int count = counts.getOrDefault(value, 0);
            return count == 0 ? 1 / (n + m) : count / n * (1 - m / (n + m));
        }

        double plain(Object value) {
            return all == 0 ? 0 : counts.getOrDefault(value, 0) / (double) all;
        }
    }

    Freeman(boolean product) {
        this.product = product;
    }

    @Override
    public String name() {
        return product ? "Freeman, product" : "Freeman, sum";
    }

    @Override
    public double score(Visit visit) {
        Map<Level, Counts> own = people.getOrDefault(visit.person(), Map.of());
        double score = 0;
        for (List<Level> feature : FEATURES) {
            score += ratio(feature, own, visit);
        }
        if (product) {
            Level any = FEATURES.get(0).get(0);
            double mine = own.containsKey(any) ? own.get(any).all : 1;
            double everybodys = realm.containsKey(any) ? realm.get(any).all : 1;
            score += Math.log(1.0 / Math.max(1, people.size())) - Math.log(mine / everybodys);
        }
        return score;
    }

    private double ratio(List<Level> feature, Map<Level, Counts> own, Visit visit) {
        double realmSide = 0;
        double ownSide = 0;
        for (Level level : feature) {
            Object value = level.value.apply(visit);
            realmSide += level.weight * counts(realm, level).smoothed(value);
            ownSide += level.weight * counts(own, level).plain(value);
        }
        return Math.log(realmSide) - Math.log(ownSide == 0 ? realmSide / 4 : ownSide);
    }

    private static Counts counts(Map<Level, Counts> of, Level level) {
        return of.getOrDefault(level, new Counts());
    }

    @Override
    public void learn(Visit visit) {
        Map<Level, Counts> own = people.computeIfAbsent(visit.person(), it -> new HashMap<>());
        for (List<Level> feature : FEATURES) {
            for (Level level : feature) {
                Object value = level.value.apply(visit);
                realm.computeIfAbsent(level, it -> new Counts()).add(value);
                own.computeIfAbsent(level, it -> new Counts()).add(value);
            }
        }
    }
}
