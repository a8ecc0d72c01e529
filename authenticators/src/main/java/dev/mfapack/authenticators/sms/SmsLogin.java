package dev.mfapack.authenticators.sms;

import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.factors.sms.SmsChallenges;
import dev.mfapack.factors.sms.SmsCredentialModel;
import dev.mfapack.factors.sms.SmsCredentialProvider;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What one tab's login remembers of the SMS step: the chosen number, and one challenge per number, so that neither a reload
 * nor a change of number and back sends again or forgets wrong answers.
 */
final class SmsLogin {

    private static final String CHOSEN = "mfa-sms.number";
    private static final String CHALLENGE_OF = "mfa-sms.challenge.";

    private final AuthenticationFlowContext context;
    private final AuthenticationSessionModel authSession;

    private SmsLogin(AuthenticationFlowContext context) {
        this.context = context;
        this.authSession = context.getAuthenticationSession();
    }

    static SmsLogin of(AuthenticationFlowContext context) {
        return new SmsLogin(context);
    }

    /** The chosen number, or the person's preferred one. */
    SmsCredentialModel number() {
        List<SmsCredentialModel> numbers = numbers();
        return numbers.stream()
                .filter(number -> number.getId().equals(authSession.getAuthNote(CHOSEN)))
                .findFirst()
                .or(() -> numbers.stream().findFirst())
                .orElseThrow(() -> new AuthenticationFlowException(
                        "no telephone number is bound any more", AuthenticationFlowError.CREDENTIAL_SETUP_REQUIRED));
    }

    List<SmsCredentialModel> otherNumbers() {
        String current = number().getId();
        return numbers().stream()
                .filter(number -> !number.getId().equals(current))
                .toList();
    }

    /** Whether the number is still the person's. */
    boolean isBound(String credentialId) {
        return numbers().stream().anyMatch(number -> number.getId().equals(credentialId));
    }

    /** Chooses one of the person's own numbers; anything else changes nothing. */
    void choose(String credentialId) {
        if (isBound(credentialId)) {
            authSession.setAuthNote(CHOSEN, credentialId);
        }
    }

    void remember(SmsCredentialModel number, Challenge challenge) {
        authSession.setAuthNote(CHOSEN, number.getId());
        authSession.setAuthNote(CHALLENGE_OF + number.getId(), challenge.id().toString());
    }

    Optional<String> chosenCredentialId() {
        return Optional.ofNullable(authSession.getAuthNote(CHOSEN));
    }

    Optional<UUID> chosenChallengeId() {
        return chosenCredentialId()
                .map(id -> authSession.getAuthNote(CHALLENGE_OF + id))
                .map(UUID::fromString);
    }

    Optional<Challenge> challengeFor(SmsCredentialModel number) {
        return Optional.ofNullable(authSession.getAuthNote(CHALLENGE_OF + number.getId()))
                .map(UUID::fromString)
                .flatMap(SmsChallenges.of(context.getSession())::find);
    }

    /** The step is done; coming here again in this login sends a new code. */
    void forget() {
        chosenCredentialId().ifPresent(id -> authSession.removeAuthNote(CHALLENGE_OF + id));
        authSession.removeAuthNote(CHOSEN);
    }

    private List<SmsCredentialModel> numbers() {
        return SmsCredentialProvider.numbersOf(context.getUser()).toList();
    }
}
