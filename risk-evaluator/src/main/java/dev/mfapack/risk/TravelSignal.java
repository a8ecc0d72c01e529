package dev.mfapack.risk;

import java.util.Optional;

/**
 * Faster than anybody travels. An address jumps without its person when a VPN is switched on or a phone network hands it out elsewhere:
 * so a jump counts only on a browser and from a provider that the person has not been seen with. A browser is known by its cookie; by
 * its whole user agent, which can be imitated, only with people of whom no cookie was ever seen on two days.
 */
final class TravelSignal implements RiskSignal {

    /** A passenger jet's cruising speed. */
    static final double FASTEST_KM_PER_HOUR = 900;

    /** Files of places are wrong by so much, and the last place is kept at eleven kilometres. */
    static final double SLACK_KM = 100;

    /** Clocks of nodes differ by less, where time is synchronised at all. */
    static final long SKEW_SECONDS = 60;

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
        long seconds =
                situation.attempt().time().getEpochSecond() - last.get().time().getEpochSecond();
        if (seconds < -SKEW_SECONDS) {
            return Observed.unknown(Why.CLOCK_SKEW);
        }
        return Observed.of(finding(situation, kilometres(last.get().point(), here.get()), seconds));
    }

    private static Finding finding(Situation situation, double kilometres, long seconds) {
        double hours = Math.max(seconds, SKEW_SECONDS) / 3600.0;
        double speed = Math.max(0, kilometres - SLACK_KM) / hours;
        Words words = Words.of(
                speed > FASTEST_KM_PER_HOUR ? "mfaRiskTravelImpossible" : "mfaRiskTravelPossible",
                Long.toString(Math.round(kilometres)),
                Long.toString(seconds / 60));
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
                || situation.ratios().own(Feature.PROVIDER) > 0
                || isKnownBrowser(situation);
    }

    private static boolean isKnownBrowser(Situation situation) {
        Profile profile = situation.profile().or(Profile.EMPTY);
        boolean keepsCookies =
                profile.best(Feature.DEVICE, Days.of(situation.attempt().time())) > SEEN_ONCE;
        return situation.ratios().own(Feature.DEVICE) > 0
                || (!keepsCookies && situation.ratios().own(Feature.USER_AGENT) > 0);
    }

    /** The count of what was seen on one day; on two of late it is close to 2. */
    private static final double SEEN_ONCE = 1;

    /** Along a great circle (haversine formula). */
    static double kilometres(Place.Point one, Place.Point other) {
        double north = Math.sin(Math.toRadians(other.latitude() - one.latitude()) / 2);
        double east = Math.sin(Math.toRadians(other.longitude() - one.longitude()) / 2);
        double square = north * north
                + Math.cos(Math.toRadians(one.latitude())) * Math.cos(Math.toRadians(other.latitude())) * east * east;
        return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(square)));
    }
}
