package dev.mfapack.risk;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the score is a weighted sum of. */
enum Input {
    ADDRESS(Feature.ADDRESS),
    NETWORK(Feature.NETWORK),
    PROVIDER(Feature.PROVIDER),
    REGION(Feature.REGION),
    COUNTRY(Feature.COUNTRY),
    USER_AGENT(Feature.USER_AGENT),
    BROWSER_VERSION(Feature.BROWSER_VERSION),
    BROWSER(Feature.BROWSER),
    SYSTEM_VERSION(Feature.SYSTEM_VERSION),
    SYSTEM(Feature.SYSTEM),
    DEVICE_KIND(Feature.DEVICE_KIND),
    CLIENT_HINTS(Feature.CLIENT_HINTS),
    /** The address is new, and how soon after the last login: see {@link LocationSignal}. */
    ADDRESS_SO_SOON,
    /** The browser is known by its cookie. */
    DEVICE_KNOWN,
    /** It sent no cookie, or one that nobody knows, though the person has been seen with a known one. */
    DEVICE_NEW,
    /** Ratio of the hour of the day. */
    HOUR,
    /** Faster than anybody travels. */
    TRAVEL,
    TOR,
    VPN,
    DATACENTER,
    /** The operator's own network. */
    OWN_NETWORK,
    PERSON_FAILURES,
    PERSON_LOGINS,
    NETWORK_FAILURES,
    NETWORK_PEOPLE,
    PROVIDER_FAILURES,
    PASSWORD_RESET,
    FACTOR_CHANGED,
    REPORTED;

    private final @Nullable Feature feature;

    Input() {
        this.feature = null;
    }

    Input(Feature feature) {
        this.feature = feature;
    }

    /** The feature whose ratio it is. */
    Feature feature() {
        return Objects.requireNonNull(feature, name());
    }
}
