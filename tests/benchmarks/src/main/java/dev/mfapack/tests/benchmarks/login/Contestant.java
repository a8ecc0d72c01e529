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

    /** What a password costs at least, so that it hides nothing of the rest. */
    static final String HASHING = "Argon2, 1 iteration, 64 KiB (Keycloak's own default: 5 iterations, 7 MiB)";

    /** Keycloak as it comes, with its own browser flow. */
    static Contestant plain() {
        return start("plain", List.of(), LoginRealm.plain(), "1");
    }

    /** Keycloak with the shipped jar and the shipped realm. */
    static Contestant pack() {
        return start("pack", BenchSettings.providers(), LoginRealm.withPack(), "basic");
    }

    void stop() {
        node.stop();
    }

    private static Contestant start(String name, List<Path> providers, ObjectNode realm, String acr) {
        KeycloakNode node = new KeycloakNode(NodeSettings.alone(
                        name,
                        Distribution.with(providers, Vendor.POSTGRES),
                        PostgresServer.shared().create(name))
                .withOption("log-level", "INFO")
                .withOption("spi-password-hashing--argon2--iterations", "1")
                .withOption("spi-password-hashing--argon2--memory", "64"));
        node.start();
        return new Contestant(name, node, SampleApp.of(node.admin().importRealm(realm), realm), acr);
    }
}
