package dev.mfapack.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What happened to the account of late: who takes it over resets the password and changes factors first. */
final class AccountSignal implements RiskSignal {

    /** A reset counts half after a day, and next to nothing after a week. */
    private static final double HALF_LIFE_HOURS = 24;

    /** What the person called a stranger counts for longer: half after a week. */
    private static final double REPORTED_HALF_LIFE_HOURS = 168;

    @Override
    public String name() {
        return "account";
    }

    @Override
    public Observed<Finding> look(Situation situation) {
        if (situation.attempt().events() instanceof Observed.Unknown<AccountEvents> unknown) {
            return Observed.unknown(unknown.why());
        }
        AccountEvents events = situation.attempt().events().or(AccountEvents.NONE);
        Instant now = situation.attempt().time();
        Parameters parameters = situation.parameters();
        double reset = parameters.weigh(Input.PASSWORD_RESET, fresh(events.passwordReset(), now, HALF_LIFE_HOURS));
        double factor = parameters.weigh(Input.FACTOR_CHANGED, fresh(events.factorChanged(), now, HALF_LIFE_HOURS));
        double reported = parameters.weigh(Input.REPORTED, fresh(events.reported(), now, REPORTED_HALF_LIFE_HOURS));
        String words = reported > Math.max(reset, factor)
                ? "mfaRiskReported"
                : reset + factor == 0
                        ? "mfaRiskAccountQuiet"
                        : reset > factor ? "mfaRiskReset" : "mfaRiskFactorChanged";
        double sum = reset + factor + reported;
        return Observed.of(new Finding(
                sum, Words.of(words), sum > 0 ? Optional.of(Words.of("mfaRiskPersonChange")) : Optional.empty()));
    }

    private static double fresh(Optional<Instant> when, Instant now, double halfLifeHours) {
        return when.map(it -> Math.max(0, Duration.between(it, now).toMinutes() / 60.0))
                .map(hours -> Math.pow(2, -hours / halfLifeHours))
                .orElse(0.0);
    }
}
