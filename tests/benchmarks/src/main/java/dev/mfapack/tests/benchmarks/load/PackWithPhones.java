package dev.mfapack.tests.benchmarks.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.server.BenchSettings;
import java.util.List;

/** A server with the pack as it ships, whose messages go to {@link Phone}; passwords are hashed as cheaply as can be. */
public final class PackWithPhones {

    /** As an operator sets one, so that keys are unwrapped with it. */
    private static final String PEPPER = "benchmark-pepper-0123456789abcdef0123456789";

    private PackWithPhones() {}

    /** Starts it; beside those of {@link LoginRealm} these people are there. */
    public static Site start(List<ObjectNode> people) {
        ObjectNode realm = LoginRealm.withPack();
        ArrayNode users = realm.withArray("/users");
        users.addAll(people);
        return Site.start(
                "pack",
                BenchSettings.providers(),
                realm,
                Hashing.CHEAP,
                settings -> settings.withOption(
                                "spi-mfa-sms-gateway--http--url",
                                Phone.shared().gatewayUrl().toString())
                        .withEnvironment("KC_SPI_MFA_KEYS__DEFAULT__PEPPER", PEPPER));
    }
}
