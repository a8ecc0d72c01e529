package dev.mfapack.risk;

import java.time.Duration;
import java.util.Optional;

/**
 * Faster than anybody travels. An address jumps without its person when a VPN is switched on or a phone network hands it out elsewhere:
 * so a jump counts only on a browser and from a provider that the person has not been seen with.
 */
final class TravelSignal implements RiskSignal {

    /** A passenger jet's cruising speed. */
    static final double FASTEST_KM_PER_HOUR = 900;

    /** Files of places are wrong by so much, and the last place is kept at eleven kilometres. */
    static final double SLACK_KM = 100;

    /** Clocks of nodes differ by less, where time is synchronised at all. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private static final double EARTH_KM = 6371;

    /** Twenty times as fast as a jet says no more than ten times. */
    private static final double MOST = Math.log(10);

    @Override
    public String name() {
        return "travel";
    }

    @Override
    public Observed<Finding> look(Situation situation) {
        if (situation.profile() instanceof Observed.Unknown<Profile> unknown) {
            return Observed.unknown(unknown.why());
        }
        if (situation.attempt().place() instanceof Observed.Unknown<Place> unknown) {
            return Observed.unknown(unknown.why());
        }
        Optional<Place.Point> here = situation.attempt().place().seen().flatMap(Place::point);
        Optional<Profile.Seen> last = situation.profile().or(Profile.EMPTY).last();
        if (here.isEmpty()) {
            return Observed.unknown(Why.NOT_LISTED);
        }
        if (last.isEmpty()) {
            return Observed.unknown(Why.NO_HISTORY);
        }
        Duration gap = Duration.between(last.get().time(), situation.attempt().time());
        if (gap.compareTo(SKEW.negated()) < 0) {
            return Observed.unknown(Why.CLOCK_SKEW);
        }
        return Observed.of(finding(situation, kilometres(last.get().point(), here.get()), gap));
    }

    private static Finding finding(Situation situation, double kilometres, Duration gap) {
        double hours = Math.max(gap.toSeconds(), SKEW.toSeconds()) / 3600.0;
        double speed = Math.max(0, kilometres - SLACK_KM) / hours;
        Words words = Words.of(
                speed > FASTEST_KM_PER_HOUR ? "mfaRiskTravelImpossible" : "mfaRiskTravelPossible",
                Long.toString(Math.round(kilometres)),
                Long.toString(gap.toMinutes()));
        if (speed <= FASTEST_KM_PER_HOUR || jumpsWithoutThePerson(situation)) {
            return new Finding(0, words, Optional.empty());
        }
        double beyond = 1 + Math.min(Math.log(speed / FASTEST_KM_PER_HOUR), MOST);
        double weight = situation.parameters().weigh(Input.TRAVEL, beyond);
        return new Finding(weight, words, Optional.of(Words.of("mfaRiskPersonPlace")));
    }

    private static boolean jumpsWithoutThePerson(Situation situation) {
        return Listed.isOwn(situation)
                || Listed.as(situation, Reputation.Listing.VPN)
                || situation.ratios().own(Feature.DEVICE) > 0
                || situation.ratios().own(Feature.PROVIDER) > 0;
    }

    /** Along a great circle (haversine formula). */
    static double kilometres(Place.Point one, Place.Point other) {
        double north = Math.sin(Math.toRadians(other.latitude() - one.latitude()) / 2);
        double east = Math.sin(Math.toRadians(other.longitude() - one.longitude()) / 2);
        double square = north * north
                + Math.cos(Math.toRadians(one.latitude())) * Math.cos(Math.toRadians(other.latitude())) * east * east;
        return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(square)));
    }
}
