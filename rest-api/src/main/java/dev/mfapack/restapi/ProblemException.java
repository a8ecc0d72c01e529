package dev.mfapack.restapi;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A refusal as {@code application/problem+json} (RFC 9457). */
final class ProblemException extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    /**
     * What the caller reads.
     *
     * @param title the kind of problem
     * @param status HTTP status
     * @param detail what to do about it
     */
    record Problem(String title, int status, String detail) {}

    private ProblemException(Response response) {
        super(response);
    }

    static ProblemException unauthorized() {
        return new ProblemException(
                problem(new Problem("Unauthorized", 401, "A valid bearer token of this realm is needed."))
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build());
    }

    static ProblemException forbidden() {
        return forbidden(
                "The token needs the audience mfa-api, the scope mfa, a client that the realm allows, and a login of"
                        + " a person behind it.");
    }

    static ProblemException forbidden(String detail) {
        return plain("Forbidden", 403, detail);
    }

    /** What was sent cannot be understood. */
    static ProblemException badRequest(String detail) {
        return plain("Bad Request", 400, detail);
    }

    static ProblemException notFound(String detail) {
        return plain("Not Found", 404, detail);
    }

    /** What was asked for does not go with the state that things are in. */
    static ProblemException conflict(String detail) {
        return plain("Conflict", 409, detail);
    }

    /** Something behind this server did not take what it was given. */
    static ProblemException badGateway(String detail) {
        return plain("Bad Gateway", 502, detail);
    }

    private static ProblemException plain(String title, int status, String detail) {
        return new ProblemException(problem(new Problem(title, status, detail)).build());
    }

    private static Response.ResponseBuilder problem(Problem problem) {
        return Response.status(problem.status())
                .type("application/problem+json")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem);
    }
}
