package dev.mfapack.smsgateways.chain;

import dev.mfapack.smsgateways.SmsGatewayProviderFactory;
import java.util.List;
import java.util.Map;

/** Which gateways messages leave by. */
final class Order {

    private Order() {}

    /**
     * The gateways that are named, or else the one that is configured; none when none is.
     *
     * @throws IllegalArgumentException when one that is named is not there or not configured, or when several are configured
     *     and none is named
     */
    static List<String> of(List<String> named, Map<String, SmsGatewayProviderFactory> there) {
        for (String id : named) {
            SmsGatewayProviderFactory factory = there.get(id);
            if (factory == null) {
                throw refused("gateways names " + id + ", but there are only "
                        + list(there.keySet().stream().toList()));
            }
            if (!factory.isConfigured()) {
                throw refused("gateways names " + id + ", but its options are missing");
            }
        }
        List<String> configured = there.values().stream()
                .filter(SmsGatewayProviderFactory::isConfigured)
                .map(SmsGatewayProviderFactory::getId)
                .toList();
        if (named.isEmpty() && configured.size() > 1) {
            throw refused(
                    list(configured) + " are configured: name those to use, in their order, by the option gateways");
        }
        return named.isEmpty() ? configured : named;
    }

    private static String list(List<String> ids) {
        return String.join(", ", ids.stream().sorted().toList());
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("mfa-sms-gateway chain: " + why);
    }
}
