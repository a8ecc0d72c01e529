package dev.mfapack.risk.keycloak;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.Risk;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.Assessment;
import dev.mfapack.risk.Contribution;
import dev.mfapack.risk.LoginAttempt;
import dev.mfapack.risk.Words;
import io.micrometer.core.instrument.Metrics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The risk of the login that is under way. It is assessed once, when the person is known and has shown a first factor; what was
 * found stays with the login, so that later requests of it, whatever they look like, change nothing.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class LoginRisk {

    private static final Logger LOG = Logger.getLogger(LoginRisk.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RiskNotes notes;

    private LoginRisk(KeycloakSession session, AuthenticationSessionModel login) {
        this.session = session;
        this.realm = login.getRealm();
        this.notes = new RiskNotes(login);
    }

    public static LoginRisk of(KeycloakSession session, AuthenticationSessionModel login) {
        return new LoginRisk(session, login);
    }

    /**
     * What was made of a login.
     *
     * @param mode of the realm: whether it counts
     * @param decision id of what is kept; empty when the store did not take it, or it was not worth keeping
     */
    public record Assessed(RiskPolicy.Mode mode, Assessment assessment, Optional<String> decision) {

        /** Whether more is asked for it, or would be if the mode were enforcing. */
        public boolean asksForMore() {
            return assessment.level() != Level.BASIC || assessment.refusal().isPresent();
        }
    }

    /**
     * What the decision is to be told.
     *
     * @param assessed what was made of the login just now; empty when that was before, or the realm does not look at risk
     */
    public record Answer(Risk risk, Optional<Assessed> assessed) {

        private static final Answer UNKNOWN = new Answer(new Risk.Unknown(), Optional.empty());
    }

    /**
     * Assesses the login, unless that was done.
     *
     * @param known the session that the login goes on from; null for a new one
     * @param device id of the browser; a new one when the browser has none
     */
    public Answer assess(UserModel user, @Nullable UserSessionModel known, Supplier<String> device) {
        RiskPolicy policy = RiskPolicies.of(realm);
        if (policy.mode() == RiskPolicy.Mode.OFF) {
            return Answer.UNKNOWN;
        }
        Optional<Risk> before = notes.risk(user.getId());
        if (before.isPresent()) {
            return new Answer(before.get(), Optional.empty());
        }
        try {
            return assess(policy, user, known, device.get());
        } catch (RuntimeException e) {
            LOG.warnf(e, "Realm %s: a login cannot be assessed", realm.getName());
            Metrics.counter("mfa.risk.failures", "reason", e.getClass().getSimpleName())
                    .increment();
            Risk risk = enforced(policy, new Risk.Impaired());
            notes.keep(user.getId(), risk);
            return new Answer(risk, Optional.empty());
        }
    }

    private Answer assess(RiskPolicy policy, UserModel user, @Nullable UserSessionModel known, String device) {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        LoginAttempt attempt = new LoginAttempts(session).read(realm, user, device, now, policy);
        Assessment assessment = Evaluators.of(session).evaluate(attempt, policy);
        Level highest = RiskNotes.highest(known);
        boolean rose = !highest.covers(assessment.level());
        // A session that goes on, and has not become any riskier, is looked at often and worth no record.
        boolean isWorthKeeping = known == null || rose || assessment.refusal().isPresent();
        Optional<String> decision = isWorthKeeping
                ? session.getProvider(RiskMemory.class)
                        .decisions()
                        .add(realm.getId(), user.getId(), policy.mode(), assessment)
                : Optional.empty();
        // What is proven is known to the second.
        Optional<Instant> roseAt =
                known != null && rose ? Optional.of(now.truncatedTo(ChronoUnit.SECONDS)) : Optional.empty();
        Risk risk = enforced(policy, risk(policy, assessment, roseAt));
        notes.keep(user.getId(), risk);
        notes.say(risk instanceof Risk.Assessed ? words(assessment).orElse(null) : null);
        notes.goesWithTheSession(rose ? assessment.level() : highest, decision);
        attempt.place().seen().ifPresent(notes::from);
        if (known == null) {
            notes.teach(assessment.lesson());
        }
        count(policy, assessment);
        return new Answer(
                risk,
                isWorthKeeping ? Optional.of(new Assessed(policy.mode(), assessment, decision)) : Optional.empty());
    }

    private static Risk enforced(RiskPolicy policy, Risk risk) {
        return policy.mode() == RiskPolicy.Mode.ENFORCE ? risk : new Risk.Unknown();
    }

    private static Risk risk(RiskPolicy policy, Assessment assessment, Optional<Instant> roseAt) {
        if (assessment.refusal().isPresent()) {
            return new Risk.Refused();
        }
        boolean onlyForAFault = assessment.isFaulty() && policy.level(assessment.score()) == Level.BASIC;
        return onlyForAFault ? new Risk.Impaired() : new Risk.Assessed(assessment.level(), roseAt);
    }

    /** The weightiest that speaks for a stranger and may be told. */
    private static Optional<String> words(Assessment assessment) {
        return assessment.contributions().stream()
                .filter(contribution -> contribution.weight() > 0)
                .flatMap(contribution -> contribution.person().stream())
                .map(Words::key)
                .findFirst();
    }

    private static void count(RiskPolicy policy, Assessment assessment) {
        Metrics.counter(
                        "mfa.risk.assessments",
                        "mode",
                        policy.mode().name().toLowerCase(Locale.ROOT),
                        "level",
                        assessment.refusal().isPresent()
                                ? "refused"
                                : String.valueOf(assessment.level().number()))
                .increment();
        for (Contribution contribution : assessment.contributions()) {
            contribution
                    .unknown()
                    .ifPresent(why -> Metrics.counter(
                                    "mfa.risk.unknown", "signal", contribution.signal(), "reason", why.label())
                            .increment());
            contribution
                    .unknown()
                    .filter(why -> why.isFault())
                    .ifPresent(why -> LOG.warnf(
                            "Risk: the signal %s is unknown (%s), so a second factor is asked for",
                            contribution.signal(), why.label()));
        }
    }

    /** Key of a message that tells the person why more is asked of them; it tells an attacker nothing of use. Empty when nothing is. */
    public Optional<String> explanation() {
        return notes.words();
    }
}
