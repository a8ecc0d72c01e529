package dev.mfapack.factors.passkey;

import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.util.exception.WebAuthnException;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.passkey.BackupFlags;
import dev.mfapack.core.passkey.PasskeyProblem;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.audit.KeycloakEvents;
import dev.mfapack.persistence.Ceremonies;
import dev.mfapack.persistence.Ceremony;
import dev.mfapack.persistence.KeyBinding;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.WebAuthnConstants;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.WebAuthnCredentialModelInput;
import org.keycloak.credential.WebAuthnCredentialProvider;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProviderFactory;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Registers passkeys without Keycloak's pages (WebAuthn Level 3, section 7.1). What is stored is Keycloak's own credential: it logs
 * in by browser as well.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class PasskeyRegistration {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeycloakSession session;
    private final RealmModel realm;
    private final PasskeyRules rules;
    private final Ceremonies ceremonies;

    private PasskeyRegistration(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.rules = PasskeyRules.of(session);
        this.ceremonies = new Ceremonies(session, realm.getId());
    }

    /** For the realm of the current request. */
    public static PasskeyRegistration of(KeycloakSession session) {
        return new PasskeyRegistration(session);
    }

    /**
     * Begins one; its challenge is answered within 60 s or not at all.
     *
     * @param origin of the page that begins it; null when no page does
     */
    public Begun<CreationOptions> begin(UserModel user, ClientModel client, @Nullable String origin) {
        Ceremony ceremony = new Ceremony(
                UUID.randomUUID().toString(),
                realm.getId(),
                Ceremony.Kind.REGISTRATION,
                user.getId(),
                client.getId(),
                rules.rpId(),
                rules.boundOrigin(origin),
                newChallenge(),
                KeyBinding.NONE,
                KeycloakClock.INSTANCE.instant().plus(PasskeyRules.LIFETIME));
        ceremonies.add(ceremony);
        Audit.of(session).success(AuditType.CHALLENGE_BEGUN, user, StoredPasskeys.TYPE, null);
        return new Begun<>(ceremony.id(), options(user, ceremony));
    }

    /** 256 random bits; WebAuthn Level 3, section 13.4.3 asks for 128 at least. */
    static String newChallenge() {
        byte[] challenge = new byte[32];
        RANDOM.nextBytes(challenge);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(challenge);
    }

    /**
     * Takes the answer. The caller has looked at how long {@code label} is.
     *
     * @param label the person's name for it; null for that of its model
     * @param event about the person, of the type {@code UPDATE_CREDENTIAL}; it is sent, whatever comes out
     */
    public RegistrationOutcome complete(
            UserModel user,
            ClientModel client,
            String ceremonyId,
            RegistrationAnswer answer,
            @Nullable String label,
            EventBuilder event) {
        event.detail(Details.CREDENTIAL_TYPE, StoredPasskeys.TYPE);
        RegistrationOutcome outcome = registered(user, client, ceremonyId, answer, label);
        if (outcome instanceof RegistrationOutcome.Registered registered) {
            Passkey passkey = registered.passkey();
            event.detail(Details.CREDENTIAL_ID, passkey.id())
                    .detail(WebAuthnConstants.PUBKEY_CRED_LABEL_ATTR, passkey.label())
                    .detail(WebAuthnConstants.PUBKEY_CRED_AAGUID_ATTR, passkey.aaguid())
                    .success();
        } else if (outcome instanceof RegistrationOutcome.Refused refused) {
            String word = refused.problem().word();
            Audit.of(session).failure(AuditType.CHALLENGE_FAILED, user, StoredPasskeys.TYPE, List.of(word));
            KeycloakEvents.refused(event.detail(Details.REASON, word), Errors.INVALID_REGISTRATION);
        }
        return outcome;
    }

    private RegistrationOutcome registered(
            UserModel user, ClientModel client, String ceremonyId, RegistrationAnswer answer, @Nullable String label) {
        if (label != null && PersonsPasskeys.isTaken(user, label)) {
            return refused(PasskeyProblem.LABEL_TAKEN);
        }
        Ceremonies.Taken taken = Answers.take(ceremonies, ceremonyId);
        Optional<PasskeyProblem> notItsOwn = Answers.problem(taken, Ceremony.Kind.REGISTRATION, user, client);
        if (notItsOwn.isPresent() || !(taken instanceof Ceremonies.Taken.Now now)) {
            return refused(notItsOwn.orElse(PasskeyProblem.CHALLENGE_UNKNOWN));
        }
        WebAuthnRegistrationManager library = KeycloakAttestation.of(session, rules.policy());
        RegistrationData data;
        try {
            data = library.parse(new RegistrationRequest(
                    Answers.bytes(answer.attestationObject()),
                    Answers.bytes(answer.clientDataJson()),
                    answer.transports()));
        } catch (RuntimeException e) {
            // Whatever a stranger's bytes do to the parsers, they are no answer.
            return refused(PasskeyProblem.MALFORMED);
        }
        return verified(user, now.ceremony(), library, data, answer, label);
    }

    private RegistrationOutcome verified(
            UserModel user,
            Ceremony ceremony,
            WebAuthnRegistrationManager library,
            RegistrationData data,
            RegistrationAnswer answer,
            @Nullable String label) {
        try {
            library.verify(
                    data,
                    new RegistrationParameters(
                            rules.expected(ceremony), rules.parameters(), rules.requiresUserVerification()));
        } catch (WebAuthnException e) {
            return refused(WebAuthnProblem.of(e));
        }
        AuthenticatorData<?> authenticatorData =
                Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
        BackupFlags flags = WatchedRegistration.flags(data);
        AttestedCredentialData credential = authenticatorData.getAttestedCredentialData();
        if (credential == null) {
            return refused(PasskeyProblem.MALFORMED);
        }
        return problem(user, data, credential, flags, answer)
                .map(PasskeyRegistration::refused)
                .orElseGet(() -> store(user, data, credential, flags, label));
    }

    /** What the library does not look at. */
    private Optional<PasskeyProblem> problem(
            UserModel user,
            RegistrationData data,
            AttestedCredentialData credential,
            BackupFlags flags,
            RegistrationAnswer answer) {
        if (Answers.isCrossOrigin(Objects.requireNonNull(data.getCollectedClientData()))) {
            return Optional.of(PasskeyProblem.CROSS_ORIGIN);
        } else if (!rules.models().isEmpty() && !isAttestedModel(data, credential)) {
            return Optional.of(PasskeyProblem.MODEL);
        } else if (isOtherAttachment(answer.attachment())) {
            return Optional.of(PasskeyProblem.ATTACHMENT);
        } else if (StoredPasskeys.find(user, credential.getCredentialId()).isPresent()) {
            return Optional.of(PasskeyProblem.ALREADY_REGISTERED);
        }
        return Copies.problem(realm, flags);
    }

    /** Without an attestation anybody can say to be any model. */
    private boolean isAttestedModel(RegistrationData data, AttestedCredentialData credential) {
        return !NoneAttestationStatement.FORMAT.equals(
                        Objects.requireNonNull(data.getAttestationObject()).getFormat())
                && rules.models().contains(credential.getAaguid().toString());
    }

    /** Browsers need not say it, and nothing vouches for it. */
    private boolean isOtherAttachment(@Nullable String attachment) {
        return attachment != null
                && rules.attachment().filter(asked -> !asked.equals(attachment)).isPresent();
    }

    private RegistrationOutcome store(
            UserModel user,
            RegistrationData data,
            AttestedCredentialData credential,
            BackupFlags flags,
            @Nullable String label) {
        WebAuthnCredentialModelInput input = new WebAuthnCredentialModelInput(StoredPasskeys.TYPE);
        input.setAttestedCredentialData(credential);
        input.setCount(Objects.requireNonNull(data.getAttestationObject())
                .getAuthenticatorData()
                .getSignCount());
        input.setAttestationStatementFormat(data.getAttestationObject().getFormat());
        input.setTransports(data.getTransports());
        WebAuthnCredentialProvider keycloaks = (WebAuthnCredentialProvider) session.getProvider(
                CredentialProvider.class, WebAuthnPasswordlessCredentialProviderFactory.PROVIDER_ID);
        String model = keycloaks
                .getMetadataService()
                .getAuthenticatorProvider(credential.getAaguid().toString());
        String name = label == null ? PersonsPasskeys.free(user, model == null ? "Passkey" : model) : label;
        WatchedRegistration.remember(session, flags);
        CredentialModel stored =
                keycloaks.createCredential(realm, user, keycloaks.getCredentialModelFromCredentialInput(input, name));
        return PersonsPasskeys.of(session, realm, user)
                .find(stored.getId())
                .<RegistrationOutcome>map(RegistrationOutcome.Registered::new)
                .orElseThrow();
    }

    private CreationOptions options(UserModel user, Ceremony ceremony) {
        Optional<String> residentKey = rules.residentKey();
        return new CreationOptions(
                new CreationOptions.RelyingParty(ceremony.rpId(), rules.rpName()),
                new CreationOptions.User(
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(user.getId().getBytes(StandardCharsets.UTF_8)),
                        user.getUsername(),
                        user.getUsername()),
                ceremony.challenge(),
                rules.parameters().stream()
                        .map(parameter -> new CreationOptions.Parameter(
                                parameter.getType().getValue(),
                                parameter.getAlg().getValue()))
                        .toList(),
                rules.timeout().toMillis(),
                rules.policy().isAvoidSameAuthenticatorRegister() ? StoredPasskeys.descriptors(user) : List.of(),
                new CreationOptions.Selection(
                        rules.attachment().orElse(null),
                        residentKey.orElse(null),
                        residentKey.map("required"::equals).orElse(null),
                        rules.userVerification().orElse(null)),
                rules.attestation().orElse(null));
    }

    private static RegistrationOutcome refused(PasskeyProblem problem) {
        return new RegistrationOutcome.Refused(problem);
    }
}
