package dev.mfapack.risk;

import java.util.Locale;

/**
 * A browser as its user agent tells, from the finest to the coarsest.
 *
 * @param whole the header, at most {@link #LONGEST} characters
 * @param browser family, such as {@code Firefox}
 * @param browserVersion family and version, such as {@code Firefox/131.0}
 * @param system family of the operating system
 * @param systemVersion family and version of the operating system
 * @param kind what kind of device
 */
public record UserAgent(
        String whole, String browser, String browserVersion, String system, String systemVersion, Kind kind) {

    /** As in Keycloak: what is longer is not looked at. */
    public static final int LONGEST = 512;

    /** What kind of device. */
    public enum Kind {
        DESKTOP,
        PHONE,
        TABLET;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
