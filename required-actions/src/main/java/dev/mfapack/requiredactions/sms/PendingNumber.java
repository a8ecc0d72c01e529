package dev.mfapack.requiredactions.sms;

import dev.mfapack.core.challenge.Binding;
import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Challenge.State;
import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.sms.SmsChallenges;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The number that waits for its code, as the authentication session remembers it. */
final class PendingNumber {

    private static final String NUMBER = "mfa-enroll-sms.number";
    private static final String LABEL = "mfa-enroll-sms.label";
    private static final String CHALLENGE = "mfa-enroll-sms.challenge";
    private static final String ASIDE = "mfa-enroll-sms.aside";

    private final RequiredActionContext context;
    private final AuthenticationSessionModel authSession;

    private PendingNumber(RequiredActionContext context) {
        this.context = context;
        this.authSession = context.getAuthenticationSession();
    }

    static PendingNumber of(RequiredActionContext context) {
        return new PendingNumber(context);
    }

    /** Whether a code for a number is awaited now. */
    boolean isThere() {
        return authSession.getAuthNote(CHALLENGE) != null && authSession.getAuthNote(ASIDE) == null;
    }

    /** Whether a code for this very number was sent and can still be answered. */
    boolean isFor(PhoneNumber number) {
        return challenge().filter(PendingNumber::isOpen).isPresent() && number().equals(number);
    }

    PhoneNumber number() {
        return new PhoneNumber(authSession.getAuthNote(NUMBER));
    }

    String label() {
        return Optional.ofNullable(authSession.getAuthNote(LABEL)).orElse("");
    }

    UUID challengeId() {
        return UUID.fromString(authSession.getAuthNote(CHALLENGE));
    }

    Binding binding(PhoneNumber number) {
        return SmsChallenges.binding(authSession, context.getUser(), Purpose.ENROL, number.e164());
    }

    /** How long until a code may go to another number: changing the number is no way round the wait between codes. */
    Duration waitForAnother() {
        return challenge()
                .map(known -> known.waitAt(KeycloakClock.INSTANCE.instant()))
                .orElse(Duration.ZERO);
    }

    private static boolean isOpen(Challenge challenge) {
        return !challenge.isExhausted() && challenge.state() != State.VERIFIED;
    }

    private Optional<Challenge> challenge() {
        return Optional.ofNullable(authSession.getAuthNote(CHALLENGE))
                .map(UUID::fromString)
                .flatMap(SmsChallenges.of(context.getSession())::find);
    }

    void remember(PhoneNumber number, String label, Challenge challenge) {
        authSession.setAuthNote(NUMBER, number.e164());
        authSession.setAuthNote(CHALLENGE, challenge.id().toString());
        resume(label);
    }

    void resume(String label) {
        authSession.setAuthNote(LABEL, label);
        authSession.removeAuthNote(ASIDE);
    }

    /** The person wants to name another number; the code that was sent is remembered all the same. */
    void putAside() {
        authSession.setAuthNote(ASIDE, "true");
    }

    void forget() {
        authSession.removeAuthNote(NUMBER);
        authSession.removeAuthNote(LABEL);
        authSession.removeAuthNote(CHALLENGE);
        authSession.removeAuthNote(ASIDE);
    }
}
