package dev.mfapack.restapi;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import org.keycloak.models.KeycloakSession;

/** Everything below {@code /realms/{realm}/mfa}. */
public final class MfaResource {

    private static final Calls CALLS = new Calls("/mfa/v1", PersonalResource.class);

    private final KeycloakSession session;

    MfaResource(KeycloakSession session) {
        this.session = session;
    }

    /** Where the link leads that somebody is sent who has lost their factors. */
    @Path("recovery")
    public RecoveryPages recovery() {
        return new RecoveryPages(session);
    }

    /** The API for apps. */
    @Path("v1")
    public Object v1() {
        boolean isPreflight =
                HttpMethod.OPTIONS.equals(session.getContext().getHttpRequest().getHttpMethod());
        if (isPreflight) {
            return new PreflightResource();
        }
        CALLS.requireOne(session);
        return new PersonalResource(session);
    }
}
