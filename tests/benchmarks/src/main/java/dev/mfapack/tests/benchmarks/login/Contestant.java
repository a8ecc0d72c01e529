package dev.mfapack.tests.benchmarks.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.benchmarks.load.Hashing;
import dev.mfapack.tests.benchmarks.load.LoginRealm;
import dev.mfapack.tests.benchmarks.load.SampleApp;
import dev.mfapack.tests.benchmarks.load.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

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

    /** Keycloak with the shipped jar and the shipped realm. */
    static Contestant pack(Hashing hashing) {
        return start("pack", BenchSettings.providers(), LoginRealm.withPack(), "basic", hashing);
    }

    void stop() {
        node.stop();
    }

    private static Contestant start(String name, List<Path> providers, ObjectNode realm, String acr, Hashing hashing) {
        Site site = Site.start(name, providers, realm, hashing, UnaryOperator.identity());
        return new Contestant(name, site.node(), site.app(), acr);
    }
}
