package dev.mfapack.tests.benchmarks.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.bench.server.Distribution;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.NodeSettings;
import dev.mfapack.tests.bench.server.PostgresServer;
import dev.mfapack.tests.bench.server.Vendor;
import java.nio.file.Path;
import java.util.List;

/**
 * A server that runs, with its realm. On PostgreSQL: H2 comes to read the client's sessions one by one for each login, at one server sooner than at the
 * other, and soon does little else.
 *
 * @param name {@code plain} or {@code pack}
 * @param acr what its ID tokens must say, so that a login by another flow is not taken for this one
 */
record Contestant(String name, KeycloakNode node, SampleApp app, String acr) {

    /** Keycloak as it comes, with its own browser flow. */
    static Contestant plain(Hashing hashing) {
        return start("plain", List.of(), LoginRealm.plain(), "1", hashing);
    }

    /** Keycloak with the shipped jar and the shipped realm. */
    static Contestant pack(Hashing hashing) {
        return start("pack", BenchSettings.providers(), LoginRealm.withPack(), "basic", hashing);
    }

    void stop() {
        node.stop();
    }

    private static Contestant start(String name, List<Path> providers, ObjectNode realm, String acr, Hashing hashing) {
        KeycloakNode node = new KeycloakNode(hashing.on(NodeSettings.alone(
                        name,
                        Distribution.with(providers, Vendor.POSTGRES),
                        PostgresServer.shared().create(name))
                .withOption("log-level", "INFO")));
        node.start();
        return new Contestant(name, node, SampleApp.of(node.admin().importRealm(realm), realm), acr);
    }
}
