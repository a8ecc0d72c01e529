package dev.mfapack.risk;

import dev.mfapack.core.PublicApi;

/** What a signal is shown. */
@PublicApi
public final class Situation {

    private final LoginAttempt attempt;
    private final Observed<Profile> profile;
    private final Observed<Velocity.Rates> rates;
    private final Ratios ratios;
    private final Parameters parameters;
    private final double hour;

    Situation(
            LoginAttempt attempt,
            Observed<Profile> profile,
            Observed<Velocity.Rates> rates,
            Ratios ratios,
            Parameters parameters) {
        this.attempt = attempt;
        this.profile = profile;
        this.rates = rates;
        this.ratios = ratios;
        this.parameters = parameters;
        this.hour = attempt.time().atZone(attempt.zone()).toLocalTime().toSecondOfDay() / 3600.0;
    }

    /** The login. */
    public LoginAttempt attempt() {
        return attempt;
    }

    /** The person's habits so far. */
    public Observed<Profile> profile() {
        return profile;
    }

    /** How fast logins and failures came before this one. */
    public Observed<Velocity.Rates> rates() {
        return rates;
    }

    /** Of the features, against the person's habits. */
    Ratios ratios() {
        return ratios;
    }

    /** Local, 0 to 24. */
    double hour() {
        return hour;
    }

    Parameters parameters() {
        return parameters;
    }
}
