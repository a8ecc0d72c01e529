package dev.mfapack.smsgateways.transport;

import java.net.URI;
import java.net.URISyntaxException;

/** An address among a gateway's options. */
public final class Address {

    private Address() {}

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is no {@code http} or {@code https} address, or holds a name and password; the
     *     message does not repeat it, since it may hold a key
     */
    public static URI of(String given) {
        try {
            URI url = new URI(given.strip());
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getPort() <= 65_535) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Its message repeats the address.
        }
        throw new IllegalArgumentException("url must be an http or https address without name and password");
    }
}
