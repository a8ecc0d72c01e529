package dev.mfapack.factors;

import java.time.Instant;
import java.util.Locale;
import org.keycloak.credential.CredentialMetadata.LocalizedMessage;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** How the account console says when a factor was last used. */
public final class LastUse {

    private LastUse() {}

    /** In the person's own language. */
    public static LocalizedMessage of(KeycloakSession session, UserModel user, Instant last) {
        Locale locale = session.getContext().resolveLocale(user);
        return new LocalizedMessage("mfaLastUsed", new Object[] {ShownTime.of(last, locale)});
    }
}
