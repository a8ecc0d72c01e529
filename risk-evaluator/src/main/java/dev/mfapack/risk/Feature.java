package dev.mfapack.risk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What habits are made of: values that come again. Only keyed hashes of them are kept.
 *
 * <p>The codes are stored in profiles, in the global counts and in decisions: never changed, only added.
 */
public enum Feature {
    /** The whole address. People at home change theirs now and then; seldom are more than a few of use again. */
    ADDRESS(1, 10),
    /** The first 24 bits of an IPv4 address, the first 64 of an IPv6 address. */
    NETWORK(2, 8),
    /** Number of the autonomous system: the provider. */
    PROVIDER(3, 6),
    /** Region within a country. */
    REGION(4, 5),
    COUNTRY(5, 4),
    /** The whole user agent. It changes with each update of the browser, so that old ones are not worth much room. */
    USER_AGENT(6, 7),
    /** Browser and its version. */
    BROWSER_VERSION(7, 5),
    BROWSER(8, 4),
    /** Operating system and its version. */
    SYSTEM_VERSION(9, 4),
    SYSTEM(10, 3),
    /** Desktop, phone, tablet: {@link UserAgent.Kind}. */
    DEVICE_KIND(11, 2),
    /** What the browser says of itself in client hints. */
    CLIENT_HINTS(12, 2),
    /** The browser, by the pack's own cookie. */
    DEVICE(13, 4);

    /** Sum of all {@link #room()}: what a profile holds at most. */
    public static final int MOST_ENTRIES = 64;

    /** One more than the greatest code. */
    static final int CODES =
            Arrays.stream(values()).mapToInt(Feature::code).max().orElse(0) + 1;

    /** In the order of their codes. */
    static final List<Feature> ALL = List.of(values());

    private static final @Nullable Feature[] BY_CODE = new Feature[CODES];

    static {
        ALL.forEach(feature -> BY_CODE[feature.code] = feature);
    }

    private final int code;
    private final int room;

    Feature(int code, int room) {
        this.code = code;
        this.room = room;
    }

    /** Whether it is counted how common its values are in the realm. Cookies are not: each is somebody's own. */
    public boolean isShared() {
        return this != DEVICE;
    }

    /** Between 1 and 127. */
    public int code() {
        return code;
    }

    /** How many values a profile holds; beyond that the one with the lowest count goes. */
    public int room() {
        return room;
    }

    public static Optional<Feature> ofCode(int code) {
        return code < 0 || code >= CODES ? Optional.empty() : Optional.ofNullable(BY_CODE[code]);
    }
}
