package dev.mfapack.tests.bench;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page asks of an authenticator, as a browser would pass it on.
 *
 * @param challenge base64url
 * @param rpId the relying party's id, a domain
 * @param origin scheme, host and port of the page
 * @param allowed the ids of the credentials that may answer, base64url; empty where any discoverable one may
 */
public record KeyRequest(String challenge, String rpId, String origin, List<String> allowed) {

    private static final Pattern CHALLENGE = member("challenge");
    private static final Pattern RP_ID = member("rpId");

    /** A copy of the list is kept. */
    public KeyRequest {
        allowed = List.copyOf(allowed);
    }

    /** The request on Keycloak's page for passkeys and security keys, or on a login form that takes passkeys; empty on any other page. */
    public static Optional<KeyRequest> on(FormClient.Page page) {
        if (!page.has("form#webauth")) {
            return Optional.empty();
        }
        String script = page.html().select("script").stream()
                .map(element -> element.data())
                .filter(text -> CHALLENGE.matcher(text).find())
                .findFirst()
                .orElseThrow(() -> new AssertionError("A form for an authenticator's answer, but no challenge"));
        return Optional.of(new KeyRequest(
                value(CHALLENGE, script),
                value(RP_ID, script),
                origin(page.uri()),
                page.html().select("#authn_select input[name=authn_use_chk]").eachAttr("value")));
    }

    /** Whether that credential may answer. */
    public boolean allows(SoftPasskey key) {
        return allowed.isEmpty() ? key.isDiscoverable() : allowed.contains(key.credentialId());
    }

    private static Pattern member(String name) {
        return Pattern.compile("\\b" + name + "\\s*:\\s*\"([^\"]*)\"");
    }

    private static String value(Pattern member, String script) {
        Matcher matcher = member.matcher(script);
        if (!matcher.find()) {
            throw new AssertionError("No " + member + " in the page's script");
        }
        return matcher.group(1);
    }

    private static String origin(URI page) {
        return page.getScheme() + "://" + page.getRawAuthority();
    }
}
