package dev.mfapack.risk;

import java.util.Optional;

/** The hour of the day, against the person's own habit, in the time zone of the person or else of the realm. */
final class HourSignal implements RiskSignal {

    /** Of an even day: at less than half of that the hour is called unusual. */
    private static final double UNUSUAL = 0.5;

    @Override
    public String name() {
        return "hour";
    }

    @Override
    public Observed<Finding> look(Situation situation) {
        if (situation.profile() instanceof Observed.Unknown<Profile> unknown) {
            return Observed.unknown(unknown.why());
        }
        Profile profile = situation.profile().or(Profile.EMPTY);
        if (profile.logins() == 0) {
            return Observed.unknown(Why.NO_HISTORY);
        }
        double hour = situation.hour();
        double density = profile.hours().density(hour);
        boolean unusual = density < UNUSUAL;
        return Observed.of(new Finding(
                situation.parameters().weigh(Input.HOUR, -Math.log(density)),
                Words.of(unusual ? "mfaRiskHourUnusual" : "mfaRiskHourUsual", Integer.toString((int) hour)),
                unusual ? Optional.of(Words.of("mfaRiskPersonHour")) : Optional.empty()));
    }
}
