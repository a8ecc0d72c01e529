package dev.mfapack.factors.passkey;

import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import dev.mfapack.core.passkey.BackupFlags;
import dev.mfapack.core.passkey.PasskeyProblem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * Keycloak's own verification of a registration, which it alone does; beside that the backup flags are looked at, which Keycloak
 * does not keep, and remembered until the credential is stored in the same request.
 */
public final class WatchedRegistration extends WebAuthnRegistrationManager {

    private static final String FLAGS = "mfa.passkey.flags";

    private final KeycloakSession session;
    private final WebAuthnRegistrationManager keycloaks;

    private WatchedRegistration(KeycloakSession session, WebAuthnRegistrationManager keycloaks) {
        // Reads what comes in; it is never asked to verify anything.
        super(
                List.of(new NoneAttestationStatementVerifier()),
                new NullCertPathTrustworthinessVerifier(),
                new DefaultSelfAttestationTrustworthinessVerifier(),
                new ObjectConverter());
        this.session = session;
        this.keycloaks = keycloaks;
    }

    /** What {@code keycloaks} verifies in this request, watched. */
    public static WebAuthnRegistrationManager of(KeycloakSession session, WebAuthnRegistrationManager keycloaks) {
        return new WatchedRegistration(session, keycloaks);
    }

    /** @throws WebAuthnException also when the realm takes no such passkey */
    @Override
    public RegistrationData verify(RegistrationData data, RegistrationParameters parameters) {
        RegistrationData verified = keycloaks.verify(data, parameters);
        BackupFlags flags = flags(verified);
        Optional<PasskeyProblem> problem = Copies.problem(session.getContext().getRealm(), flags);
        if (problem.isPresent()) {
            throw new WebAuthnException(problem.get().detail());
        }
        remember(session, flags);
        return verified;
    }

    static BackupFlags flags(RegistrationData data) {
        var authenticatorData =
                Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
        return new BackupFlags(authenticatorData.isFlagBE(), authenticatorData.isFlagBS());
    }

    static void remember(KeycloakSession session, BackupFlags flags) {
        session.setAttribute(FLAGS, flags);
    }

    /** What the registration in this request said; empty when there was none that is watched. */
    static Optional<BackupFlags> remembered(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(FLAGS, BackupFlags.class));
    }
}
