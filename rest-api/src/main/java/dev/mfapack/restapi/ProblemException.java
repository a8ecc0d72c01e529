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
        return new ProblemException(problem(new Problem(
                        "Forbidden",
                        403,
                        "The token needs the audience mfa-api, the scope mfa, a client that the realm allows, and a login of"
                                + " a person behind it."))
                .build());
    }

    private static Response.ResponseBuilder problem(Problem problem) {
        return Response.status(problem.status())
                .type("application/problem+json")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem);
    }
}
