package dev.mfapack.authenticators.code;

import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.factors.code.CodeChallenges;
import dev.mfapack.factors.code.CodeCredentialModel;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.code.Destinations;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What one tab's login remembers of the step: the chosen destination, and one challenge for each, so that neither a reload
 * nor a change of destination and back sends again or forgets wrong answers.
 */
final class CodeLogin {

    private final AuthenticationFlowContext context;
    private final AuthenticationSessionModel authSession;
    private final CodeFactor factor;
    private final String chosen;
    private final String challengeOf;

    private CodeLogin(AuthenticationFlowContext context, CodeFactor factor) {
        this.context = context;
        this.factor = factor;
        this.chosen = factor.factor().id() + ".chosen";
        this.challengeOf = factor.factor().id() + ".challenge.";
        this.authSession = context.getAuthenticationSession();
    }

    static CodeLogin of(AuthenticationFlowContext context, CodeFactor factor) {
        return new CodeLogin(context, factor);
    }

    /** The chosen destination, or the person's preferred one. */
    CodeCredentialModel destination() {
        List<CodeCredentialModel> usable = usable();
        return usable.stream()
                .filter(bound -> bound.getId().equals(authSession.getAuthNote(chosen)))
                .findFirst()
                .or(() -> usable.stream().findFirst())
                .orElseThrow(() -> new AuthenticationFlowException(
                        "nothing is bound any more to which a code can be sent",
                        AuthenticationFlowError.CREDENTIAL_SETUP_REQUIRED));
    }

    List<CodeCredentialModel> otherDestinations() {
        String current = destination().getId();
        return usable().stream().filter(bound -> !bound.getId().equals(current)).toList();
    }

    /** Whether it is still the person's. */
    boolean isBound(String credentialId) {
        return usable().stream().anyMatch(bound -> bound.getId().equals(credentialId));
    }

    /** Chooses one of the person's own destinations; anything else changes nothing. */
    void choose(String credentialId) {
        if (isBound(credentialId)) {
            authSession.setAuthNote(chosen, credentialId);
        }
    }

    void remember(CodeCredentialModel destination, Challenge challenge) {
        authSession.setAuthNote(chosen, destination.getId());
        authSession.setAuthNote(
                challengeOf + destination.getId(), challenge.id().toString());
    }

    Optional<String> chosenCredentialId() {
        return Optional.ofNullable(authSession.getAuthNote(chosen));
    }

    Optional<UUID> chosenChallengeId() {
        return chosenCredentialId()
                .map(id -> authSession.getAuthNote(challengeOf + id))
                .map(UUID::fromString);
    }

    Optional<Challenge> challengeFor(CodeCredentialModel destination) {
        return Optional.ofNullable(authSession.getAuthNote(challengeOf + destination.getId()))
                .map(UUID::fromString)
                .flatMap(CodeChallenges.of(context.getSession(), factor)::find);
    }

    /** The step is done; coming here again in this login sends a new code. */
    void forget() {
        chosenCredentialId().ifPresent(id -> authSession.removeAuthNote(challengeOf + id));
        authSession.removeAuthNote(chosen);
    }

    private List<CodeCredentialModel> usable() {
        return Destinations.of(factor, context.getSession(), context.getUser()).usable();
    }
}
