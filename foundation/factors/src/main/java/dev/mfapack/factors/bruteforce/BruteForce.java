package dev.mfapack.factors.bruteforce;

import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Feeds Keycloak's brute-force detection. It counts only its own categories, so the pack's factors report under that of
 * TOTP; a factor with a category of its own would never be counted. The one place that knows this signature, which changed
 * in 26.6 and 26.7.
 */
public final class BruteForce {

    private static final String COUNTED_CATEGORY = "otp";

    private final KeycloakSession session;
    private final BruteForceProtector protector;

    private BruteForce(KeycloakSession session) {
        this.session = session;
        this.protector = session.getProvider(BruteForceProtector.class);
    }

    public static BruteForce of(KeycloakSession session) {
        return new BruteForce(session);
    }

    /** The event error if the person is locked now; asked before a code is sent and before one is compared. */
    public Optional<String> lock(UserModel user) {
        return Optional.ofNullable(AuthenticatorUtils.getDisabledByBruteForceEventError(
                protector, session, session.getContext().getRealm(), user));
    }

    /** Counts one failure. Call it exactly once per wrong answer. */
    public void failed(UserModel user) {
        failed(user, COUNTED_CATEGORY);
    }

    /** Counts one failure of what stands in the place of a password, where no flow does so. */
    public void failedPassword(UserModel user) {
        failed(user, PasswordCredentialModel.TYPE);
    }

    private void failed(UserModel user, String category) {
        KeycloakContext context = session.getContext();
        if (context.getRealm().isBruteForceProtected()) {
            protector.failedLogin(
                    context.getRealm(), user, context.getConnection(), context.getUri(), Set.of(category));
        }
    }

    /** Forgets the failures of what stands in the place of a password, where no flow does so. */
    public void succeededPassword(UserModel user) {
        KeycloakContext context = session.getContext();
        if (context.getRealm().isBruteForceProtected()) {
            protector.successfulLogin(
                    context.getRealm(),
                    user,
                    context.getConnection(),
                    context.getUri(),
                    Set.of(PasswordCredentialModel.TYPE));
        }
    }

    /** Lets a login that succeeds as a whole clear the failures of the second factor. */
    public void succeeded(AuthenticationSessionModel authSession) {
        AuthenticatorUtil.addAuthCredential(authSession, COUNTED_CATEGORY);
    }
}
