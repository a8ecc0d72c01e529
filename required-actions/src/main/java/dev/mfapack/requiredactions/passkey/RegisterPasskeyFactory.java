package dev.mfapack.requiredactions.passkey;

import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.CertPathTrustworthinessVerifier;
import dev.mfapack.factors.passkey.WatchedRegistration;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegister;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegisterFactory;
import org.keycloak.authentication.requiredactions.WebAuthnRegister;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.WebAuthnPolicy;

/**
 * Required action {@code webauthn-register-passwordless}: Keycloak's own, in its place, which also keeps what the passkey says of
 * its copies, and refuses one that the realm does not take for that.
 */
public final class RegisterPasskeyFactory extends WebAuthnPasswordlessRegisterFactory {

    @Override
    protected WebAuthnRegister createProvider(KeycloakSession session, CertPathTrustworthinessVerifier trust) {
        return new WebAuthnPasswordlessRegister(session, trust) {
            @Override
            protected WebAuthnRegistrationManager createWebAuthnRegistrationManager(WebAuthnPolicy policy) {
                return WatchedRegistration.of(session, super.createWebAuthnRegistrationManager(policy));
            }
        };
    }

    /** Before Keycloak's, whose order is 0. */
    @Override
    public int order() {
        return 1;
    }
}
