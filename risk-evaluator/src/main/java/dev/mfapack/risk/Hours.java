package dev.mfapack.risk;

/**
 * A person's habit of the day, as circular sums: the first two harmonics of when they came. Two, because many come at work and in the
 * evening; further ones only repeat the noise of a few dozen logins.
 *
 * @param cos1 sum of the cosines of the hour
 * @param sin1 sum of its sines
 * @param cos2 sum of the cosines of twice the hour
 * @param sin2 sum of its sines
 * @param weight of how many logins the sums are
 * @param day up to which they are faded
 */
record Hours(double cos1, double sin1, double cos2, double sin2, double weight, int day) {

    static final Hours NONE = new Hours(0, 0, 0, 0, 0, 0);

    /** As if so many logins had come at any hour: a habit of two logins is none yet. */
    private static final double PRIOR = 4;

    /** No hour is so unheard of as to be worth less than this share of an even day. */
    private static final double LEAST = 0.15;

    Hours with(double hour, double more, int today) {
        double fade = Decay.factor(today - day);
        double angle = angle(hour);
        return new Hours(
                cos1 * fade + more * Math.cos(angle),
                sin1 * fade + more * Math.sin(angle),
                cos2 * fade + more * Math.cos(2 * angle),
                sin2 * fade + more * Math.sin(2 * angle),
                weight * fade + more,
                Math.max(today, day));
    }

    /** How many times as likely as on an even day this person comes at this hour: the density of Fejér's kernel, which is never negative. */
    double density(double hour) {
        if (weight == 0) {
            return 1;
        }
        double angle = angle(hour);
        double first = (cos1 * Math.cos(angle) + sin1 * Math.sin(angle)) * FIRST;
        double second = (cos2 * Math.cos(2 * angle) + sin2 * Math.sin(2 * angle)) * SECOND;
        return Math.max((PRIOR + weight + first + second) / (PRIOR + weight), LEAST);
    }

    /** Twice Fejér's weights of the harmonics, 2/3 and 1/3. */
    private static final double FIRST = 4.0 / 3;

    private static final double SECOND = 2.0 / 3;

    private static double angle(double hour) {
        return hour * Math.PI / 12;
    }
}
