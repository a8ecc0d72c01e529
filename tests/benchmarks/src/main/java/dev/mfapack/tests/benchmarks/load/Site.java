package dev.mfapack.tests.benchmarks.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.server.Distribution;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.NodeSettings;
import dev.mfapack.tests.bench.server.PostgresServer;
import dev.mfapack.tests.bench.server.Vendor;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A server that runs, with one realm, on PostgreSQL. Not H2: that comes to read the client's sessions one by one for each login, at one server sooner than
 * at the other, and soon does little else.
 *
 * @param node the server
 * @param app what people log in to
 */
public record Site(KeycloakNode node, SampleApp app) {

    /**
     * Builds and starts the server, and imports the realm.
     *
     * @param name of node and database: letters, digits and underscores
     * @param providers jars that lie in its {@code providers/}
     * @param more what else is set
     */
    public static Site start(
            String name, List<Path> providers, ObjectNode realm, Hashing hashing, UnaryOperator<NodeSettings> more) {
        NodeSettings settings = NodeSettings.alone(
                        name,
                        Distribution.with(providers, Vendor.POSTGRES),
                        PostgresServer.shared().create(name))
                .withOption("log-level", "INFO");
        KeycloakNode node = new KeycloakNode(more.apply(hashing.on(settings)));
        node.start();
        try {
            return new Site(node, SampleApp.of(node.admin().importRealm(realm), realm));
        } catch (RuntimeException | AssertionError e) {
            node.stop();
            throw e;
        }
    }

    /** How many of the pack's messages are queued, or on their way to a gateway. */
    public long messagesUnderWay() {
        return node.db().number("select count(*) from MFA_OUTBOX where STATE in ('QUEUED', 'SENDING')");
    }
}
