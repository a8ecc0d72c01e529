package dev.mfapack.factors.notice;

import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.account.DeviceRepresentation;

/**
 * What a request says of the browser that it comes from, for people to read.
 *
 * @param name such as {@code Firefox}; empty when it says nothing that anybody knows
 * @param system such as {@code Windows}; empty likewise
 */
record Browser(String name, String system) {

    private static final Browser UNKNOWN = new Browser("", "");

    /** Whoever sends the request makes the name up: nothing in it may look like an address to a mail reader. */
    private static final Pattern ODD = Pattern.compile("[^\\p{L}\\p{N} _-]+");

    /** Longer than the name of any browser. */
    private static final int LONGEST = 40;

    static Browser of(KeycloakSession session) {
        try {
            return Optional.ofNullable(session.getProvider(DeviceRepresentationProvider.class))
                    .map(DeviceRepresentationProvider::deviceRepresentation)
                    .map(device -> of(device.getBrowser(), device.getOs()))
                    .orElse(UNKNOWN);
        } catch (RuntimeException e) {
            // Outside of a request there is no browser; and its name is worth no lost notice.
            return UNKNOWN;
        }
    }

    /** From a name with its version, and a system. */
    static Browser of(String browser, String system) {
        return new Browser(readable(browser.split("/", 2)[0]), readable(system));
    }

    private static String readable(String given) {
        String name = ODD.matcher(given).replaceAll(" ").strip();
        boolean isKnown = !name.isEmpty() && !name.equals(DeviceRepresentation.UNKNOWN) && !name.equals("Other");
        return isKnown ? name.substring(0, Math.min(LONGEST, name.length())) : "";
    }
}
