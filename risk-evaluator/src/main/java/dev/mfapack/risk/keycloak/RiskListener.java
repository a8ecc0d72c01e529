package dev.mfapack.risk.keycloak;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.Completion;
import dev.mfapack.risk.Lesson;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.RiskEvaluator;
import dev.mfapack.risk.Together;
import dev.mfapack.risk.Velocity;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Counts how fast logins and failures come, and learns from a login that succeeded as a whole, after its commit. Trouble with either
 * never hurts the login.
 */
final class RiskListener implements EventListenerProvider {

    /** Of those who do not get in, these have tried to. */
    private static final Set<String> ATTEMPTS = Set.of(
            Errors.INVALID_USER_CREDENTIALS,
            Errors.USER_NOT_FOUND,
            Errors.USER_TEMPORARILY_DISABLED,
            Errors.USER_DISABLED);

    private static final Logger LOG = Logger.getLogger(RiskListener.class);

    private final KeycloakSession session;

    RiskListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        try {
            switch (event.getType()) {
                case LOGIN -> loggedIn(event);
                case LOGIN_ERROR -> failed(event);
                case UPDATE_CREDENTIAL -> login().ifPresent(login -> new RiskNotes(login).enrolled());
                default -> {
                    // Nothing that tells of a login's pace, or of its end.
                }
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "The risk evaluator cannot use an event %s", event.getType());
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {}

    @Override
    public void close() {}

    private Optional<AuthenticationSessionModel> login() {
        return Optional.ofNullable(session.getContext().getAuthenticationSession());
    }

    private void loggedIn(Event event) {
        Optional<AuthenticationSessionModel> login = login();
        if (login.isEmpty() || event.getUserId() == null || !isOn(event)) {
            return;
        }
        RiskNotes notes = new RiskNotes(login.get());
        Optional<Lesson> lesson = notes.takeLesson();
        if (lesson.isEmpty()) {
            return;
        }
        Completion completion = new Completion(isSecondFactorProven(login.get()), notes.isEnrolled());
        RiskEvaluator evaluator = Evaluators.of(session);
        RiskMemory memory = session.getProvider(RiskMemory.class);
        Velocity velocity = memory.velocity();
        Together together = memory.together();
        Velocity.Key pace = pace(event, event.getUserId());
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                try {
                    together.call(() -> {
                        velocity.record(pace, time(event), true);
                        return evaluator.learn(event.getRealmId(), event.getUserId(), lesson.get(), completion);
                    });
                } catch (RuntimeException e) {
                    LOG.warnf(e, "The risk evaluator cannot learn from a login");
                }
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    private boolean isSecondFactorProven(AuthenticationSessionModel login) {
        return new AcrStore(session, login).getLevelOfAuthenticationFromCurrentAuthentication() >= Level.MFA.number();
    }

    /** Whatever becomes of the request: a failure that is rolled back has happened all the same. */
    private void failed(Event event) {
        String typed = event.getDetails() == null ? null : event.getDetails().get(Details.USERNAME);
        String person = event.getUserId() == null ? typed : event.getUserId();
        if (person != null && ATTEMPTS.contains(String.valueOf(event.getError())) && isOn(event)) {
            session.getProvider(RiskMemory.class).velocity().record(pace(event, person), time(event), false);
        }
    }

    private boolean isOn(Event event) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        return realm != null && RiskPolicies.of(realm).mode() != RiskPolicy.Mode.OFF;
    }

    private Velocity.Key pace(Event event, String person) {
        LoginAttempts reader = new LoginAttempts(session);
        Observed<InetAddress> address = reader.address();
        return Velocity.Key.of(
                Evaluators.hashes(session).current(event.getRealmId()),
                event.getRealmId(),
                person,
                address,
                reader.provider(address));
    }

    private static Instant time(Event event) {
        return Instant.ofEpochMilli(event.getTime());
    }
}
