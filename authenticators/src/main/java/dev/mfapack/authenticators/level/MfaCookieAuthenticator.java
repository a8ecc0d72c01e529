package dev.mfapack.authenticators.level;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticator;

/** Keycloak's cookie step, which compares levels; it must compare with what the app asked, not with what a decision left. */
final class MfaCookieAuthenticator extends CookieAuthenticator {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        new AskedLevel(context.getAuthenticationSession()).restore();
        super.authenticate(context);
    }
}
