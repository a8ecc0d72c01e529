package dev.mfapack.factors.audit;

import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.UserModel;

/** Keycloak's own events, as the pack's steps tell them. */
public final class KeycloakEvents {

    private KeycloakEvents() {}

    /**
     * Tells that {@code user} gave a wrong code. It is stored with the request and not beside it: a transaction of its own would
     * wait for a second connection of Keycloak's pool while the request holds one.
     */
    public static void wrongCode(EventBuilder event, UserModel user) {
        refused(event.clone().user(user), Errors.INVALID_USER_CREDENTIALS);
    }

    /** Tells that a step was refused, stored as {@link #wrongCode} is. */
    public static void refused(EventBuilder event, String error) {
        event.storeImmediately(false).error(error);
    }
}
