package dev.mfapack.risk;

import dev.mfapack.core.limit.Network;
import java.net.InetAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a login shows of each feature, as text that is hashed and forgotten. */
final class Values {

    private final @Nullable String[] texts = new String[Feature.CODES];
    private final @Nullable Why[] unknown = new Why[Feature.CODES];

    private Values(LoginAttempt attempt) {
        put(Feature.ADDRESS, attempt.address(), InetAddress::getHostAddress);
        put(Feature.NETWORK, attempt.address(), Values::network);
        put(Feature.PROVIDER, attempt.provider(), Values::provider);
        put(Feature.COUNTRY, attempt.place(), Place::country);
        put(Feature.REGION, attempt.place(), Values::region);
        Observed<UserAgent> agent = attempt.userAgent();
        put(Feature.USER_AGENT, agent, UserAgent::whole);
        put(Feature.BROWSER_VERSION, agent, UserAgent::browserVersion);
        put(Feature.BROWSER, agent, UserAgent::browser);
        put(Feature.SYSTEM_VERSION, agent, UserAgent::systemVersion);
        put(Feature.SYSTEM, agent, UserAgent::system);
        put(Feature.DEVICE_KIND, agent, it -> it.kind().label());
        put(Feature.CLIENT_HINTS, attempt.clientHints(), Function.identity());
        put(Feature.DEVICE, attempt.device(), Function.identity());
    }

    static Values of(LoginAttempt attempt) {
        return new Values(attempt);
    }

    private <T> void put(Feature feature, Observed<T> observed, Function<T, @Nullable String> text) {
        if (observed instanceof Observed.Seen<T> seen) {
            String shown = text.apply(seen.value());
            texts[feature.code()] = shown;
            unknown[feature.code()] = shown == null ? Why.NOT_LISTED : null;
        } else {
            unknown[feature.code()] = ((Observed.Unknown<T>) observed).why();
        }
    }

    /** Null where it is unknown; then {@link #why} says why. */
    @Nullable
    String of(Feature feature) {
        return texts[feature.code()];
    }

    @Nullable
    Why why(Feature feature) {
        return unknown[feature.code()];
    }

    static String network(InetAddress address) {
        return Network.of(address).name();
    }

    static String provider(Provider provider) {
        return Long.toString(provider.number());
    }

    /** Null when the file of places names none. */
    private static @Nullable String region(Place place) {
        return place.region().map(region -> place.country() + "-" + region).orElse(null);
    }
}
