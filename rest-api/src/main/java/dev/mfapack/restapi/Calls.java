package dev.mfapack.restapi;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;

/**
 * The calls that there are below one address, as the annotations of their resources say. Asked before a resource is: what matches none
 * of them the server would refuse in Keycloak's own words, and not as a problem.
 */
final class Calls {

    /** The name of a realm may be anything, that of a part of this API, too. */
    private static final Pattern REALM = Pattern.compile("^(?:.*?/)?realms/[^/]+");

    private record Call(Pattern path, String method) {}

    private final List<Call> calls = new ArrayList<>();

    /**
     * @param below where they are, behind the realm, such as {@code /mfa/v1}
     * @param resource that the server takes for it, with those that it leads to
     */
    Calls(String below, Class<?> resource) {
        add(below, resource);
    }

    /** @throws ProblemException 404 when there is no call of that path, 405 when there is, but not by that method, 415 when the content's type is none, 400 when another header cannot be read */
    void requireOne(KeycloakSession session) {
        Set<String> methods = methods(path(session));
        if (methods.isEmpty()) {
            throw ProblemException.notFound("There is no such call.");
        }
        if (!methods.contains(session.getContext().getHttpRequest().getHttpMethod())) {
            throw ProblemException.methodNotAllowed(methods);
        }
        requireReadable(session.getContext().getHttpRequest().getHttpHeaders());
    }

    /** At headers that cannot be read the server fails late, with 500: nothing may have been done by then. */
    private static void requireReadable(HttpHeaders headers) {
        try {
            headers.getMediaType();
        } catch (IllegalArgumentException e) {
            throw ProblemException.unsupportedMediaType();
        }
        try {
            headers.getAcceptableMediaTypes();
            headers.getAcceptableLanguages();
        } catch (RuntimeException e) {
            throw ProblemException.badRequest("The header Accept or Accept-Language cannot be read.");
        }
    }

    /**
     * The methods of that path; none when there is no such call.
     *
     * @param path decoded, with the realm
     */
    Set<String> methods(String path) {
        String asked = PlainText.is(path) ? REALM.matcher(path).replaceFirst("") : "";
        Set<String> methods = calls.stream()
                .filter(call -> call.path().matcher(asked).matches())
                .map(Call::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return methods;
    }

    private static String path(KeycloakSession session) {
        try {
            return session.getContext().getUri().getPath();
        } catch (IllegalArgumentException e) {
            // It is not encoded as an address should be.
            return "";
        }
    }

    private void add(String above, Class<?> resource) {
        for (Method member : resource.getDeclaredMethods()) {
            String path = above + ownPath(member);
            List<String> methods = methods(member);
            methods.forEach(method -> calls.add(new Call(pattern(path), method)));
            if (methods.isEmpty() && member.isAnnotationPresent(Path.class)) {
                add(path, member.getReturnType());
            }
        }
    }

    private static List<String> methods(Method member) {
        return Arrays.stream(member.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .toList();
    }

    private static String ownPath(Method member) {
        Path path = member.getAnnotation(Path.class);
        return path == null ? "" : "/" + path.value();
    }

    /** A parameter is one segment that is not empty; a slash at the end is nothing. */
    private static Pattern pattern(String path) {
        String literal = Pattern.quote(path);
        return Pattern.compile(literal.replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q") + "/?");
    }
}
