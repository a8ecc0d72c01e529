package dev.mfapack.restapi;

import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;

/** Which pages may call: those of the client's web origins, by Keycloak's own rules. */
final class ApiCors {

    private static final String[] METHODS = {
        HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS
    };

    private ApiCors() {}

    /** What a browser asks before it sends a token; whose token it will be, it does not say. */
    static Response preflight() {
        return Cors.builder().preflight().allowedMethods(METHODS).auth().add(Response.ok());
    }

    /**
     * Lets a page of the client read the answer to the current request.
     *
     * @throws ProblemException 403 when the page is of another origin
     */
    static void allow(KeycloakSession session, ClientModel client) {
        try {
            Cors.builder()
                    .auth()
                    .allowedMethods(METHODS)
                    .exposedHeaders(HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER, HttpHeaders.LOCATION)
                    .checkAllowedOrigins(session, client)
                    .add();
        } catch (ForbiddenException e) {
            throw ProblemException.forbidden("The client has no such web origin.");
        }
    }
}
