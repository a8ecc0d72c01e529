package dev.mfapack.risk;

import java.util.Optional;

/**
 * Failures and logins of the last minutes, of the person, the network and the provider. A large office or carrier has failures of its
 * own, so that those of a network are counted against its logins.
 */
final class VelocitySignal implements RiskSignal {

    /** One in ten logins by password is mistyped. */
    private static final double MISTYPED = 0.1;

    /** So many different people who fail within the hour are an ordinary morning of a shared network. */
    private static final int ORDINARY_PEOPLE = 2;

    @Override
    public String name() {
        return "velocity";
    }

    @Override
    public Observed<Finding> look(Situation situation) {
        if (situation.rates() instanceof Observed.Unknown<Velocity.Rates> unknown) {
            return Observed.unknown(unknown.why());
        }
        Velocity.Rates rates = situation.rates().or(Velocity.Rates.NONE);
        Parameters parameters = situation.parameters();
        double pace = rates.personLogins() == 0
                ? 0
                : situation
                        .profile()
                        .or(Profile.EMPTY)
                        .pace()
                        .perDay(situation.attempt().time());
        double sum = parameters.weigh(Input.PERSON_FAILURES, Math.log1p(rates.personFailures()))
                + parameters.weigh(Input.PERSON_LOGINS, beyond(rates.personLogins(), pace))
                + parameters.weigh(
                        Input.NETWORK_FAILURES, beyond(rates.networkFailures(), MISTYPED * rates.networkLogins()))
                + parameters.weigh(
                        Input.PROVIDER_FAILURES, beyond(rates.providerFailures(), MISTYPED * rates.providerLogins()))
                + parameters.weigh(
                        Input.NETWORK_PEOPLE,
                        beyond(rates.networkPeopleFailed(), ORDINARY_PEOPLE + MISTYPED * rates.networkLogins()));
        return Observed.of(new Finding(
                sum,
                Words.of(
                        "mfaRiskVelocity",
                        Integer.toString(rates.personFailures()),
                        Integer.toString(rates.networkFailures()),
                        Integer.toString(rates.networkPeopleFailed())),
                rates.personFailures() > 0 ? Optional.of(Words.of("mfaRiskPersonAttempts")) : Optional.empty()));
    }

    /** How many times as many as there should be, as a logarithm; 0 when there are fewer. */
    private static double beyond(double count, double expected) {
        return count <= expected ? 0 : Math.log((1 + count) / (1 + expected));
    }
}
