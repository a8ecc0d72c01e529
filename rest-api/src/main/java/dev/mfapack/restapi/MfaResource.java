package dev.mfapack.restapi;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;

/** A person's own calls. Every one begins with {@link PersonalToken}: Keycloak leaves this path open to anybody. */
public final class MfaResource {

    private final KeycloakSession session;

    MfaResource(KeycloakSession session) {
        this.session = session;
    }

    /** The person's factors, and the level and age of the token's session. */
    @GET
    @Path("v1/status")
    @Produces(MediaType.APPLICATION_JSON)
    public Response status() {
        PersonalToken token = PersonalToken.of(session);
        return Response.ok(Status.of(token.auth()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
