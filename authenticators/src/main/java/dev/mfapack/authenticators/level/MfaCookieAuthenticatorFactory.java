package dev.mfapack.authenticators.level;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;

/** Authenticator {@code mfa-cookie}. */
public final class MfaCookieAuthenticatorFactory extends CookieAuthenticatorFactory {

    private final MfaCookieAuthenticator authenticator = new MfaCookieAuthenticator();

    @Override
    public Authenticator create(KeycloakSession session) {
        return authenticator;
    }

    @Override
    public String getId() {
        return "mfa-cookie";
    }

    @Override
    public String getDisplayType() {
        return "MFA: cookie";
    }

    @Override
    public String getHelpText() {
        return "Validates the SSO cookie, in a flow that has the step 'MFA: required level'.";
    }
}
