package dev.mfapack.tests.benchmarks.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.NodeSettings;
import dev.mfapack.tests.benchmarks.load.Hashing;
import dev.mfapack.tests.benchmarks.load.LoginRealm;
import dev.mfapack.tests.benchmarks.load.SampleApp;
import dev.mfapack.tests.benchmarks.load.Site;
import java.nio.file.Path;
import java.util.List;

/**
 * A server that runs, with its realm.
 *
 * @param name {@code plain} or {@code pack}
 * @param acr what its ID tokens must say, so that a login by another flow is not taken for this one
 */
record Contestant(String name, KeycloakNode node, SampleApp app, String acr) {

    /**
     * Keycloak as it comes, with its own browser flow.
     *
     * @param keepsEvents whether Keycloak's own event store keeps its events
     */
    static Contestant plain(Hashing hashing, boolean keepsEvents) {
        ObjectNode realm = LoginRealm.plain().put("eventsEnabled", keepsEvents);
        return start("plain", List.of(), realm, "1", hashing);
    }

    /**
     * Keycloak with the shipped jar and the shipped realm.
     *
     * @param judgesRisk whether each login is judged, and learned from
     */
    static Contestant pack(Hashing hashing, boolean judgesRisk) {
        ObjectNode realm = judgesRisk ? LoginRealm.withPackThatJudgesRisk() : LoginRealm.withPack();
        return start("pack", BenchSettings.providers(), realm, "basic", hashing);
    }

    /** So that each person has an address of their own. */
    private static NodeSettings behindProxy(NodeSettings settings) {
        return settings.withOption("proxy-headers", "xforwarded");
    }

    private static NodeSettings withPlaces(NodeSettings settings) {
        Path places = BenchSettings.workDirectory()
                .resolve("../../integration/src/test/resources/risk")
                .normalize();
        return behindProxy(settings)
                .withOption(
                        "spi-mfa-risk--default--places-file",
                        places.resolve("places.mmdb").toString())
                .withOption(
                        "spi-mfa-risk--default--asn-file",
                        places.resolve("asn.mmdb").toString());
    }

    void stop() {
        node.stop();
    }

    private static Contestant start(String name, List<Path> providers, ObjectNode realm, String acr, Hashing hashing) {
        Site site = Site.start(
                name,
                providers,
                realm,
                hashing,
                providers.isEmpty() ? Contestant::behindProxy : Contestant::withPlaces);
        return new Contestant(name, site.node(), site.app(), acr);
    }
}
