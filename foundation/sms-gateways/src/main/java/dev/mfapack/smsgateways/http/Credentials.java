package dev.mfapack.smsgateways.http;

import dev.mfapack.smsgateways.GatewaySecret;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * How a request proves whose it is.
 *
 * @param scheme where name and secret stand
 * @param username the name that goes with the secret; empty where none is needed
 * @param header name and value for the scheme {@code header}, with the placeholder {@code {secret}}
 * @param secret the secret; empty with the scheme {@code none} only
 */
record Credentials(Scheme scheme, String username, String header, Optional<GatewaySecret> secret) {

    enum Scheme {
        NONE,
        BASIC,
        BEARER,
        HEADER,
        BODY
    }

    static Credentials from(HttpOptions options, BodyTemplate body) {
        Credentials credentials = new Credentials(
                scheme(options.get("auth", "none")),
                options.get("username", ""),
                options.get("auth-header", ""),
                options.secret("secret"));
        credentials.check(body);
        return credentials;
    }

    void addTo(HttpRequest.Builder request, String revealed) {
        switch (scheme) {
            case BASIC ->
                request.setHeader(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((username + ":" + revealed).getBytes(StandardCharsets.UTF_8)));
            case BEARER -> request.setHeader("Authorization", "Bearer " + revealed);
            case HEADER -> {
                int colon = header.indexOf(':');
                request.setHeader(
                        header.substring(0, colon).strip(),
                        header.substring(colon + 1).strip().replace("{secret}", revealed));
            }
            case NONE, BODY -> {}
        }
    }

    private void check(BodyTemplate body) {
        if ((scheme == Scheme.NONE) == secret.isPresent()) {
            throw new IllegalArgumentException(
                    scheme == Scheme.NONE
                            ? "a secret is given, but auth says none"
                            : "auth needs secret or secret-vault-entry");
        }
        if (scheme == Scheme.BASIC && (username.isEmpty() || username.contains(":"))) {
            throw new IllegalArgumentException("auth basic needs username, without a colon in it");
        }
        if (scheme == Scheme.HEADER && !header.matches("[^:{]+:.*\\{secret}.*")) {
            throw new IllegalArgumentException("auth header needs auth-header, such as 'X-Api-Key: {secret}'");
        }
        if ((scheme == Scheme.BODY) != body.asksFor("secret")) {
            throw new IllegalArgumentException("auth body and {secret} in body must be given together");
        }
        if (body.asksFor("username") && username.isEmpty()) {
            throw new IllegalArgumentException("body asks for {username}, which is not given");
        }
    }

    private static Scheme scheme(String given) {
        return switch (given.strip()) {
            case "none" -> Scheme.NONE;
            case "basic" -> Scheme.BASIC;
            case "bearer" -> Scheme.BEARER;
            case "header" -> Scheme.HEADER;
            case "body" -> Scheme.BODY;
            default -> throw new IllegalArgumentException("auth must be none, basic, bearer, header or body");
        };
    }
}
