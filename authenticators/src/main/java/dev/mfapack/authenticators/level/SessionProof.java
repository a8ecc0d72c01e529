package dev.mfapack.authenticators.level;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.Proven;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.level.LevelMap;
import dev.mfapack.factors.level.PersonalFactors;
import java.time.Instant;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.Constants;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What this login and the session before it have proven, as Keycloak's notes tell it. */
final class SessionProof {

    private final AuthenticationSessionModel authSession;
    private final AcrStore acrStore;
    private final Proven proven;
    private final boolean passkeyJustUsed;

    private SessionProof(
            AuthenticationSessionModel authSession, AcrStore acrStore, Proven proven, boolean passkeyJustUsed) {
        this.authSession = authSession;
        this.acrStore = acrStore;
        this.proven = proven;
        this.passkeyJustUsed = passkeyJustUsed;
    }

    static SessionProof of(AuthenticationFlowContext context) {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        AcrStore acrStore = new AcrStore(context.getSession(), authSession);
        Instant now = KeycloakClock.INSTANCE.instant();
        if (acrStore.getLevelOfAuthenticationFromCurrentAuthentication() < Constants.MINIMUM_LOA) {
            // A flow without a sub-flow of level 1 has got to know the person in another way, as by a link sent by
            // mail.
            acrStore.setLevelAuthenticated(Level.BASIC.number());
        }
        // When the app wants the person to log in anew, what the session proved before does not count.
        Proven proven = AuthenticatorUtil.isForcedReauthentication(authSession)
                ? provenInThisLogin(acrStore, now)
                : LevelMap.of(authSession.getAuthNote(Constants.LOA_MAP)).proven();
        boolean passkey =
                AuthenticatorUtil.getAuthnCredentials(authSession).contains(WebAuthnCredentialModel.TYPE_PASSWORDLESS)
                        && PersonalFactors.passkeysVerifyTheUser(context.getRealm());
        return new SessionProof(
                authSession, acrStore, passkey ? proven.and(Level.PHISHING_RESISTANT, now) : proven, passkey);
    }

    Proven proven() {
        return proven;
    }

    /** Whether a passkey proved everything in this login. */
    boolean isSettled() {
        return passkeyJustUsed;
    }

    /**
     * A passkey with user verification proves every level, wherever in the flow it was used. The person has logged in anew
     * then, too: while Keycloak's note says that they still must, its conditions believe no level that was marked, not even
     * for a {@code kc_action} that asks on its own.
     */
    void settle() {
        if (passkeyJustUsed) {
            for (Level level : Level.values()) {
                acrStore.setLevelAuthenticated(level.number());
            }
            authSession.removeAuthNote(AuthenticationManager.FORCED_REAUTHENTICATION);
        }
    }

    private static Proven provenInThisLogin(AcrStore acrStore, Instant now) {
        return Level.ofNumber(acrStore.getLevelOfAuthenticationFromCurrentAuthentication())
                .map(level -> Proven.nothing().and(level, now))
                .orElseGet(Proven::nothing);
    }
}
