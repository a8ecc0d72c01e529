package dev.mfapack.factors.passkey;

import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.CertPathTrustworthinessVerifier;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegister;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegisterFactory;
import org.keycloak.authentication.requiredactions.WebAuthnRegister;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.WebAuthnPolicy;

/** Attestations as Keycloak's own page verifies them: the same formats, the same trust anchors. Registered nowhere. */
final class KeycloakAttestation {

    private KeycloakAttestation() {}

    static WebAuthnRegistrationManager of(KeycloakSession session, WebAuthnPolicy policy) {
        return ((Page) new PageFactory().create(session)).manager(policy);
    }

    private static final class PageFactory extends WebAuthnPasswordlessRegisterFactory {
        @Override
        protected WebAuthnRegister createProvider(KeycloakSession session, CertPathTrustworthinessVerifier trust) {
            return new Page(session, trust);
        }
    }

    private static final class Page extends WebAuthnPasswordlessRegister {
        Page(KeycloakSession session, CertPathTrustworthinessVerifier trust) {
            super(session, trust);
        }

        WebAuthnRegistrationManager manager(WebAuthnPolicy policy) {
            return createWebAuthnRegistrationManager(policy);
        }
    }
}
