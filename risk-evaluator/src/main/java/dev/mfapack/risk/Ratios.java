package dev.mfapack.risk;

import org.jspecify.annotations.Nullable;

/**
 * For each feature the log-likelihood ratio of Freeman et al. (NDSS 2016), Eq. 7: how common a value is in the realm, against how
 * common it is with this person. Above 0 it is more of a stranger's value.
 *
 * <p>Both sides are smoothed, so that a value is never impossible: the realm's as Freeman does, a value that was never seen counting
 * as one of as many as there are; the person's towards the realm's, as if {@link Parameters#prior} of their days had been anybody's.
 * Whoever has no history so has ratios of 0, and whoever has a long one is told from strangers more surely.
 */
final class Ratios {

    private final double[] ratio = new double[Feature.CODES];
    private final double[] own = new double[Feature.CODES];
    private final @Nullable Why[] unknown = new Why[Feature.CODES];

    /**
     * @param hashed the login's values
     * @param profile unknown makes every ratio unknown
     * @param view unknown as well
     */
    Ratios(Hashed hashed, Observed<Profile> profile, Observed<GlobalCounts.View> view, int day, Parameters parameters) {
        for (Feature feature : Feature.ALL) {
            unknown[feature.code()] = hashed.why(feature);
        }
        if (profile instanceof Observed.Unknown<Profile> none) {
            unknownAll(none.why());
            return;
        }
        if (view instanceof Observed.Unknown<GlobalCounts.View> none) {
            unknownAll(none.why());
            return;
        }
        Profile habits = profile.or(Profile.EMPTY);
        GlobalCounts.View realm = view.or(GlobalCounts.View.EMPTY);
        double days = habits.days(day);
        for (int at = 0; at < hashed.values().size(); at++) {
            HashedValue value = hashed.values().get(at);
            Feature feature = value.feature();
            int slot = feature.code();
            own[slot] = hashed.own(habits, at, day);
            double prior = parameters.prior(feature);
            double common = common(realm.sum(feature), hashed.everybodys(realm, at));
            ratio[slot] = Math.log((days + prior) * common / (own[slot] + prior * common));
        }
    }

    private void unknownAll(Why why) {
        for (Feature feature : Feature.ALL) {
            if (unknown[feature.code()] == null) {
                unknown[feature.code()] = why;
            }
        }
    }

    /**
     * How likely somebody of the realm shows this value: Freeman's c/N · (1 − M/(N+M)) for one that was seen, 1/(N+M) for one that
     * was not; the former is c/(N+M).
     */
    private static double common(GlobalCounts.Sum sum, double count) {
        return Math.max(count, 1) / (sum.userDays() + sum.values() + 1);
    }

    /** The ratio; 0 when it is unknown. */
    double of(Feature feature) {
        return ratio[feature.code()];
    }

    /** On how many days the person showed this value, faded. */
    double own(Feature feature) {
        return own[feature.code()];
    }

    @Nullable
    Why why(Feature feature) {
        return unknown[feature.code()];
    }
}
