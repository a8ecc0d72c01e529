package dev.mfapack.factors.passkey;

import com.webauthn4j.WebAuthnAuthenticationManager;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.util.exception.WebAuthnException;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.passkey.BackupFlags;
import dev.mfapack.core.passkey.PasskeyProblem;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.audit.KeycloakEvents;
import dev.mfapack.factors.bruteforce.BruteForce;
import dev.mfapack.factors.level.BrowserFlow;
import dev.mfapack.factors.level.FlowLevels;
import dev.mfapack.persistence.Ceremonies;
import dev.mfapack.persistence.Ceremony;
import dev.mfapack.persistence.FlowStep;
import dev.mfapack.persistence.KeyBinding;
import dev.mfapack.persistence.PasskeyUses;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.WebAuthnConstants;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.WebAuthnCredentialModelInput;
import org.keycloak.credential.WebAuthnCredentialModelInput.KeycloakWebAuthnAuthenticationParameters;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Takes passkeys without Keycloak's pages (WebAuthn Level 3, section 7.2). Keycloak's own provider verifies them, keeps their
 * counters and counts their uses.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class PasskeyAuthentication {

    /** Names the step in Keycloak's events where nobody was known before; nothing that the person knows has been proven then. */
    private static final String METHOD = "mfa-passkey";

    /** Ids of people; anything else is nobody's and does not reach the database. */
    private static final Pattern USER_ID = Pattern.compile("[!-~]{1,255}");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final PasskeyRules rules;
    private final Ceremonies ceremonies;

    /** What is known of an answer so far. */
    private record Reading(
            AssertionAnswer answer, AuthenticationRequest request, AuthenticationData data, Ceremony ceremony) {}

    private PasskeyAuthentication(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.rules = PasskeyRules.of(session);
        this.ceremonies = new Ceremonies(session, realm.getId());
    }

    /** For the realm of the current request. */
    public static PasskeyAuthentication of(KeycloakSession session) {
        return new PasskeyAuthentication(session);
    }

    /**
     * Begins one; its challenge is answered within 60 s or not at all.
     *
     * @param caller who calls; null where nobody is known yet and the passkey is to tell
     * @param origin of the page that begins it; null when no page does
     * @param binding who may redeem what it yields
     * @return empty where the client's flow does not hold passkeys at level 3, or the realm does not require them to verify
     *     their user (W3)
     */
    public Optional<Begun<RequestOptions>> begin(
            @Nullable UserModel caller, ClientModel client, @Nullable String origin, KeyBinding binding) {
        if (!isOffered(client)) {
            return Optional.empty();
        }
        Ceremony ceremony = new Ceremony(
                UUID.randomUUID().toString(),
                realm.getId(),
                Ceremony.Kind.AUTHENTICATION,
                caller == null ? null : caller.getId(),
                client.getId(),
                rules.rpId(),
                rules.boundOrigin(origin),
                PasskeyRegistration.newChallenge(),
                binding,
                KeycloakClock.INSTANCE.instant().plus(PasskeyRules.LIFETIME));
        ceremonies.add(ceremony);
        if (caller != null) {
            // Of strangers nothing is recorded here: they would fill the log.
            Audit.of(session).success(AuditType.CHALLENGE_BEGUN, caller, StoredPasskeys.TYPE, null);
        }
        return Optional.of(new Begun<>(
                ceremony.id(),
                new RequestOptions(
                        ceremony.challenge(),
                        rules.timeout().toMillis(),
                        ceremony.rpId(),
                        caller == null ? List.of() : StoredPasskeys.descriptors(caller),
                        "required")));
    }

    /**
     * Takes the answer.
     *
     * @param caller who calls; null where nobody is known yet
     * @param event of the type {@code LOGIN}, by the client; it is sent when the answer is refused
     */
    public AssertionOutcome complete(
            @Nullable UserModel caller,
            ClientModel client,
            String ceremonyId,
            AssertionAnswer answer,
            EventBuilder event) {
        Optional<UserModel> person = caller == null ? claimed(answer) : Optional.of(caller);
        AssertionOutcome outcome = verified(caller, person, client, ceremonyId, answer);
        if (outcome instanceof AssertionOutcome.Verified verified) {
            Audit.of(session)
                    .success(
                            AuditType.CHALLENGE_VERIFIED,
                            verified.user(),
                            StoredPasskeys.TYPE,
                            verified.credentialId());
        } else if (outcome instanceof AssertionOutcome.Refused refused) {
            String word = refused.problem().word();
            person.ifPresent(known -> {
                event.user(known);
                Audit.of(session).failure(AuditType.CHALLENGE_FAILED, known, StoredPasskeys.TYPE, List.of(word));
            });
            KeycloakEvents.refused(
                    event.detail(Details.AUTH_METHOD, caller == null ? METHOD : FlowStep.API)
                            .detail(Details.CREDENTIAL_TYPE, StoredPasskeys.TYPE)
                            .detail(WebAuthnConstants.PUBKEY_CRED_ID_ATTR, answer.credentialId())
                            .detail(Details.REASON, word),
                    Errors.INVALID_USER_CREDENTIALS);
        }
        return outcome;
    }

    private AssertionOutcome verified(
            @Nullable UserModel caller,
            Optional<UserModel> person,
            ClientModel client,
            String ceremonyId,
            AssertionAnswer answer) {
        Ceremonies.Taken taken = Answers.take(ceremonies, ceremonyId);
        Optional<PasskeyProblem> notItsOwn = Answers.problem(taken, Ceremony.Kind.AUTHENTICATION, caller, client);
        if (notItsOwn.isPresent() || !(taken instanceof Ceremonies.Taken.Now now)) {
            return refused(notItsOwn.orElse(PasskeyProblem.CHALLENGE_UNKNOWN));
        }
        Reading reading;
        try {
            AuthenticationRequest request = new AuthenticationRequest(
                    Answers.bytes(answer.credentialId()),
                    Answers.bytes(answer.authenticatorData()),
                    Answers.bytes(answer.clientDataJson()),
                    Answers.bytes(answer.signature()));
            reading = new Reading(answer, request, new WebAuthnAuthenticationManager().parse(request), now.ceremony());
        } catch (RuntimeException e) {
            // Whatever a stranger's bytes do to the parsers, they are no answer.
            return refused(PasskeyProblem.MALFORMED);
        }
        if (!isOffered(client)) {
            return refused(PasskeyProblem.NOT_OFFERED);
        }
        // Section 7.2, step 6: the passkey must be the person's who is known already, by the handle too, if there is
        // one.
        Optional<CredentialModel> stored = person.filter(known -> isTheirs(known, answer))
                .flatMap(known -> StoredPasskeys.find(known, reading.request().getCredentialId()));
        return stored.isEmpty()
                ? refused(PasskeyProblem.UNKNOWN_CREDENTIAL)
                : verified(person.orElseThrow(), stored.get(), reading);
    }

    private AssertionOutcome verified(UserModel person, CredentialModel stored, Reading reading) {
        PasskeyUses uses = new PasskeyUses(session, realm.getId(), person.getId());
        BackupFlags flags =
                BackupFlags.in(reading.request().getAuthenticatorData()).orElseThrow();
        WebAuthnCredentialModelInput input = new WebAuthnCredentialModelInput(StoredPasskeys.TYPE);
        input.setAuthenticationRequest(reading.request());
        input.setAuthenticationParameters(new KeycloakWebAuthnAuthenticationParameters(
                rules.expected(reading.ceremony()), rules.requiresUserVerification()));
        Optional<PasskeyProblem> problem = clientProblem(reading)
                .or(() -> Copies.problem(realm, flags, uses.of(stored.getId())))
                .or(() -> keycloaks(person, input))
                .or(() -> accountProblem(person));
        return problem.map(PasskeyAuthentication::refused)
                .orElseGet(() -> new AssertionOutcome.Verified(
                        person, stored.getId(), reading.ceremony().binding()));
    }

    /** What Keycloak's provider does not look at: frames of other sites, and which of the realm's origins began it. */
    private Optional<PasskeyProblem> clientProblem(Reading reading) {
        var clientData = Objects.requireNonNull(reading.data().getCollectedClientData());
        if (Answers.isCrossOrigin(clientData)) {
            return Optional.of(PasskeyProblem.CROSS_ORIGIN);
        }
        return rules.origins(reading.ceremony()).contains(clientData.getOrigin())
                ? Optional.empty()
                : Optional.of(PasskeyProblem.WRONG_ORIGIN);
    }

    private static Optional<PasskeyProblem> keycloaks(UserModel person, WebAuthnCredentialModelInput input) {
        try {
            // What is left when it says no without a reason is the counter.
            return person.credentialManager().isValid(input)
                    ? Optional.empty()
                    : Optional.of(PasskeyProblem.SIGN_COUNT);
        } catch (WebAuthnException e) {
            return Optional.of(WebAuthnProblem.of(e));
        }
    }

    private Optional<PasskeyProblem> accountProblem(UserModel person) {
        boolean available = person.isEnabled()
                && person.getServiceAccountClientLink() == null
                && BruteForce.of(session).lock(person).isEmpty();
        return available ? Optional.empty() : Optional.of(PasskeyProblem.ACCOUNT_UNAVAILABLE);
    }

    private boolean isOffered(ClientModel client) {
        return rules.requiresUserVerification()
                && new FlowLevels(session, realm)
                                .ofCredentialTypes(BrowserFlow.of(realm, client).getId())
                                .get(StoredPasskeys.TYPE)
                        == Level.PHISHING_RESISTANT;
    }

    private Optional<UserModel> claimed(AssertionAnswer answer) {
        return handle(answer).map(id -> session.users().getUserById(realm, id));
    }

    private static boolean isTheirs(UserModel person, AssertionAnswer answer) {
        return answer.userHandle() == null
                || handle(answer).filter(person.getId()::equals).isPresent();
    }

    /** Whose passkey it is, as the authenticator says; Keycloak gives it the person's id. */
    private static Optional<String> handle(AssertionAnswer answer) {
        if (answer.userHandle() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Answers.bytes(answer.userHandle()), StandardCharsets.UTF_8))
                    .filter(id -> USER_ID.matcher(id).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static AssertionOutcome refused(PasskeyProblem problem) {
        return new AssertionOutcome.Refused(problem);
    }
}
