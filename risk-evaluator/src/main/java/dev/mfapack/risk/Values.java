package dev.mfapack.risk;

import dev.mfapack.core.limit.Network;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;

/** What a login shows of each feature, as text that is hashed and forgotten. */
final class Values {

    private final Map<Feature, Observed<String>> values = new EnumMap<>(Feature.class);

    private Values(LoginAttempt attempt) {
        values.put(Feature.ADDRESS, attempt.address().map(InetAddress::getHostAddress));
        values.put(Feature.NETWORK, attempt.address().map(Values::network));
        values.put(Feature.PROVIDER, attempt.provider().map(Values::provider));
        values.put(Feature.COUNTRY, attempt.place().map(Place::country));
        values.put(Feature.REGION, region(attempt.place()));
        Observed<UserAgent> agent = attempt.userAgent();
        values.put(Feature.USER_AGENT, agent.map(UserAgent::whole));
        values.put(Feature.BROWSER_VERSION, agent.map(UserAgent::browserVersion));
        values.put(Feature.BROWSER, agent.map(UserAgent::browser));
        values.put(Feature.SYSTEM_VERSION, agent.map(UserAgent::systemVersion));
        values.put(Feature.SYSTEM, agent.map(UserAgent::system));
        values.put(Feature.DEVICE_KIND, agent.map(it -> it.kind().label()));
        values.put(Feature.CLIENT_HINTS, attempt.clientHints());
        values.put(Feature.DEVICE, attempt.device());
    }

    static Values of(LoginAttempt attempt) {
        return new Values(attempt);
    }

    Observed<String> of(Feature feature) {
        return values.get(feature);
    }

    static String network(InetAddress address) {
        return Network.of(address).name();
    }

    static String provider(Provider provider) {
        return Long.toString(provider.number());
    }

    private static Observed<String> region(Observed<Place> place) {
        return place instanceof Observed.Seen<Place> seen
                        && seen.value().region().isEmpty()
                ? Observed.unknown(Why.NOT_LISTED)
                : place.map(it -> it.country() + "-" + it.region().orElse(""));
    }
}
