package dev.mfapack.restapi;

import dev.mfapack.factors.notice.NotMe;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;

/** The page of the "this wasn't me" link. Whoever opens it has nothing but the link, and needs nothing else. */
@Produces(MediaType.TEXT_HTML)
public final class NotMeResource {

    private final KeycloakSession session;

    NotMeResource(KeycloakSession session) {
        this.session = session;
    }

    /** Changes nothing, whoever opens it and how often. */
    @GET
    public Response ask(@QueryParam("token") @DefaultValue("") String token) {
        return NotMe.of(session).ask(token);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response act(@FormParam("token") @DefaultValue("") String token) {
        return NotMe.of(session).act(token);
    }
}
