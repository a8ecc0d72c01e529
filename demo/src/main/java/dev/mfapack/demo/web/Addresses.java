package dev.mfapack.demo.web;

import java.net.URI;

/** Where everything of the demo is reached. Each address ends without a slash. */
public record Addresses(URI keycloak, URI phone, URI app) {

    public static final String REALM = "mfa-demo";

    public static Addresses onPorts(int keycloak, int phone, int app) {
        return new Addresses(local(keycloak), local(phone), local(app));
    }

    public URI issuer() {
        return URI.create(keycloak + "/realms/" + REALM);
    }

    /** The people's own pages of Keycloak. */
    public URI account() {
        return URI.create(issuer() + "/account");
    }

    public URI admin() {
        return URI.create(keycloak + "/admin/master/console/#/" + REALM);
    }

    private static URI local(int port) {
        return URI.create("http://localhost:" + port);
    }
}
