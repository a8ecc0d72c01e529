package dev.mfapack.tests.benchmarks.risk;

import dev.mfapack.risk.Place;

/** Along a great circle, by the law of cosines: not the formula that the evaluator uses. */
final class Distances {

    private static final double EARTH_KM = 6371;

    private Distances() {}

    static double kilometres(Place.Point one, Place.Point other) {
        double a = Math.toRadians(one.latitude());
        double b = Math.toRadians(other.latitude());
        double between = Math.toRadians(other.longitude() - one.longitude());
        double cosine = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(between);
        return EARTH_KM * Math.acos(Math.max(-1, Math.min(1, cosine)));
    }
}
