package dev.mfapack.restapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A refusal as {@code application/problem+json} (RFC 9457). */
final class ProblemException extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    /** The media type. */
    static final String MEDIA_TYPE = "application/problem+json";

    /** What the types of problems begin with. They are names, and lead nowhere. */
    private static final String TYPES = "urn:mfa-pack:problem:";

    /**
     * What the caller reads.
     *
     * @param type names the kind of problem for programs; left out where the status says it all
     * @param title the kind of problem for people
     * @param status HTTP status
     * @param detail what to do about it
     * @param error the OAuth error code, where it is one
     * @param acrValues what to ask for in a new login, where that would help
     * @param maxAge how many seconds old that login may be
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Problem(
            @Nullable String type,
            String title,
            int status,
            String detail,
            @Nullable String error,
            @JsonProperty("acr_values") @Nullable String acrValues,
            @JsonProperty("max_age") @Nullable Long maxAge) {

        Problem(@Nullable String type, String title, int status, String detail) {
            this(type, title, status, detail, null, null, null);
        }
    }

    private ProblemException(Response response) {
        super(response);
    }

    static ProblemException unauthorized() {
        return new ProblemException(
                problem(new Problem(null, "Unauthorized", 401, "A valid bearer token of this realm is needed."))
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build());
    }

    /**
     * The login behind the token is too weak or too old (RFC 9470 section 3).
     *
     * @param scheme of the token: {@code Bearer} or {@code DPoP}
     * @param acr the name of the level that is needed
     */
    static ProblemException insufficient(String scheme, String acr, Duration maxAge) {
        String error = "insufficient_user_authentication";
        String detail =
                "This needs a login of the level %s that is no older than %d seconds. Send the person to log in anew with acr_values and max_age, or verify a factor, and come back with a new token."
                        .formatted(acr, maxAge.toSeconds());
        Problem problem = new Problem(
                TYPES + "insufficient-user-authentication",
                "Unauthorized",
                401,
                detail,
                error,
                acr,
                maxAge.toSeconds());
        return new ProblemException(problem(problem)
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "%s error=\"%s\", error_description=\"A stronger or more recent login is needed\", acr_values=\"%s\", max_age=%d"
                                .formatted(scheme, error, quoted(acr), maxAge.toSeconds()))
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

    /** There is such a call, by another method (RFC 9110 section 15.5.6). */
    static ProblemException methodNotAllowed(Set<String> allowed) {
        String methods = String.join(", ", allowed);
        return new ProblemException(
                problem(new Problem(null, "Method Not Allowed", 405, "This is called by one of: " + methods + "."))
                        .header(HttpHeaders.ALLOW, methods)
                        .build());
    }

    /** What was asked for does not go with the state that things are in. */
    static ProblemException conflict(String detail) {
        return plain("Conflict", 409, detail);
    }

    static ProblemException tooLarge(int mostBytes) {
        return plain("Content Too Large", 413, "At most " + mostBytes + " bytes are taken.");
    }

    static ProblemException unsupportedMediaType() {
        return plain("Unsupported Media Type", 415, "The content must be application/json, in UTF-8.");
    }

    /** Too many, or too early; {@code wait} is told in whole seconds, rounded up, at least one. */
    static ProblemException tooMany(Duration wait, String detail) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new ProblemException(problem(new Problem(null, "Too Many Requests", 429, detail))
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build());
    }

    /** Something behind this server did not take what it was given. */
    static ProblemException badGateway(String detail) {
        return plain("Bad Gateway", 502, detail);
    }

    /**
     * A problem that programs tell from others of the same status.
     *
     * @param type in small letters with dashes, such as {@code wrong-code}
     */
    static ProblemException typed(int status, String type, String title, String detail) {
        return new ProblemException(problem(new Problem(TYPES + type.toLowerCase(Locale.ROOT), title, status, detail))
                .build());
    }

    private static ProblemException plain(String title, int status, String detail) {
        return new ProblemException(
                problem(new Problem(null, title, status, detail)).build());
    }

    private static Response.ResponseBuilder problem(Problem problem) {
        return Response.status(problem.status())
                .type(MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem);
    }

    /** As a quoted string holds it (RFC 9110 section 5.6.4): a realm may name its levels as it likes. */
    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
    }
}
