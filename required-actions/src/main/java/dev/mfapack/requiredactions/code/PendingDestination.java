package dev.mfapack.requiredactions.code;

import dev.mfapack.core.challenge.Binding;
import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Challenge.State;
import dev.mfapack.core.challenge.Destination;
import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.code.CodeChallenges;
import dev.mfapack.factors.code.CodeFactor;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The destination that waits for its code, as the authentication session remembers it. */
final class PendingDestination {

    private final RequiredActionContext context;
    private final AuthenticationSessionModel authSession;
    private final CodeFactor factor;

    private PendingDestination(RequiredActionContext context, CodeFactor factor) {
        this.context = context;
        this.authSession = context.getAuthenticationSession();
        this.factor = factor;
    }

    static PendingDestination of(RequiredActionContext context, CodeFactor factor) {
        return new PendingDestination(context, factor);
    }

    /** Whether a code is awaited now. */
    boolean isThere() {
        return authSession.getAuthNote(note("challenge")) != null && authSession.getAuthNote(note("aside")) == null;
    }

    /** Whether a code for this very destination was sent and can still be answered. */
    boolean isFor(Destination destination) {
        return challenge().filter(PendingDestination::isOpen).isPresent()
                && destination().equals(destination);
    }

    Destination destination() {
        return factor.stored(authSession.getAuthNote(note("destination")));
    }

    String label() {
        return Optional.ofNullable(authSession.getAuthNote(note("label"))).orElse("");
    }

    UUID challengeId() {
        return UUID.fromString(authSession.getAuthNote(note("challenge")));
    }

    Binding binding(Destination destination) {
        return CodeChallenges.of(context.getSession(), factor)
                .binding(authSession, context.getUser(), Purpose.ENROL, destination.value());
    }

    /** How long until a code may go to another destination: changing it is no way round the wait between codes. */
    Duration waitForAnother() {
        return challenge()
                .map(known -> known.waitAt(KeycloakClock.INSTANCE.instant()))
                .orElse(Duration.ZERO);
    }

    private static boolean isOpen(Challenge challenge) {
        return !challenge.isExhausted() && challenge.state() != State.VERIFIED;
    }

    private Optional<Challenge> challenge() {
        return Optional.ofNullable(authSession.getAuthNote(note("challenge")))
                .map(UUID::fromString)
                .flatMap(CodeChallenges.of(context.getSession(), factor)::find);
    }

    void remember(Destination destination, String label, Challenge challenge) {
        authSession.setAuthNote(note("destination"), destination.value());
        authSession.setAuthNote(note("challenge"), challenge.id().toString());
        resume(label);
    }

    void resume(String label) {
        authSession.setAuthNote(note("label"), label);
        authSession.removeAuthNote(note("aside"));
    }

    /** The person wants to name another destination; the code that was sent is remembered all the same. */
    void putAside() {
        authSession.setAuthNote(note("aside"), "true");
    }

    void forget() {
        authSession.removeAuthNote(note("destination"));
        authSession.removeAuthNote(note("label"));
        authSession.removeAuthNote(note("challenge"));
        authSession.removeAuthNote(note("aside"));
    }

    private String note(String what) {
        return factor.enrolAction() + "." + what;
    }
}
