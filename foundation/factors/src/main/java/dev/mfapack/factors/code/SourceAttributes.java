package dev.mfapack.factors.code;

import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

/** The profile attributes that can say where codes go ({@code mfa.phone.attribute}, {@code mfa.email.attribute}). */
public final class SourceAttributes {

    private SourceAttributes() {}

    /**
     * Whether people may write the attribute themselves, by the user profile of the current realm. Who may, could make a bound
     * destination count no more and bind another with the password alone.
     */
    public static boolean areEditedByPeople(KeycloakSession session, String name) {
        UPConfig profile = session.getProvider(UserProfileProvider.class).getConfiguration();
        UPAttribute attribute = profile.getAttribute(name);
        return attribute == null
                ? profile.getUnmanagedAttributePolicy() == UPConfig.UnmanagedAttributePolicy.ENABLED
                : attribute.getPermissions() != null
                        && attribute.getPermissions().getEdit().contains("user");
    }
}
