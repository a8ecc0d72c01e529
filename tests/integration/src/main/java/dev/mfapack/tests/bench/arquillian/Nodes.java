package dev.mfapack.tests.bench.arquillian;

import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.bench.server.Database;
import dev.mfapack.tests.bench.server.Distribution;
import dev.mfapack.tests.bench.server.FrontDoor;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.NodeSettings;
import dev.mfapack.tests.bench.server.PostgresServer;
import dev.mfapack.tests.bench.server.Vendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The nodes of {@code arquillian.xml}. Each is made when somebody first asks for it, so that a run without cluster suites never starts PostgreSQL. */
final class Nodes {

    /** Keeps the operator's secret recognisable, so that suites can look for it where it must not be. */
    static final String PEPPER = "bench-pepper-3f1c7a52d0b94e6e8817";

    private static final Map<String, KeycloakContainerConfiguration> ANNOUNCED = new LinkedHashMap<>();
    private static final Map<String, KeycloakNode> MADE = new LinkedHashMap<>();
    private static @Nullable FrontDoor frontDoor;
    private static Database.@Nullable Postgres clusterDatabase;

    private Nodes() {}

    static synchronized void announce(KeycloakContainerConfiguration configuration) {
        ANNOUNCED.put(configuration.getName(), configuration);
    }

    static synchronized KeycloakNode named(String name) {
        KeycloakContainerConfiguration configuration = ANNOUNCED.get(name);
        if (configuration == null) {
            throw new IllegalArgumentException("No container " + name + " in arquillian.xml: " + ANNOUNCED.keySet());
        }
        return MADE.computeIfAbsent(name, unused -> new KeycloakNode(settings(configuration)));
    }

    static synchronized FrontDoor frontDoor() {
        if (frontDoor == null) {
            frontDoor = FrontDoor.open();
        }
        return frontDoor;
    }

    static synchronized List<KeycloakNode> made() {
        return List.copyOf(MADE.values());
    }

    private static NodeSettings settings(KeycloakContainerConfiguration configuration) {
        NodeSettings base = configuration.isClustered()
                ? clustered(configuration.getName())
                : alone(configuration.getName(), BenchSettings.suiteVendor());
        if (!configuration.getOption().isEmpty()) {
            int equals = configuration.getOption().indexOf('=');
            base = base.withOption(
                    configuration.getOption().substring(0, equals),
                    configuration.getOption().substring(equals + 1));
        }
        return base.withOption("db-pool-max-size", Integer.toString(configuration.getPoolSize()))
                .withOption(
                        "spi-mfa-sms-gateway--http--url",
                        Phone.shared().gatewayUrl().toString())
                // Passwords still go through Argon2; at its usual cost they were most of what the server computed.
                .withOption("spi-password-hashing--argon2--iterations", "1")
                .withOption("spi-password-hashing--argon2--memory", "64")
                // A node lives for minutes: the optimizing compiler would cost more than it earns (half of all CPU
                // time, measured at start).
                .withJavaOption("-XX:TieredStopAtLevel=1");
    }

    private static NodeSettings clustered(String name) {
        if (clusterDatabase == null) {
            clusterDatabase = PostgresServer.shared().create("cluster");
        }
        return NodeSettings.inCluster(name, Distribution.withPack(Vendor.POSTGRES), clusterDatabase)
                .withHostname(frontDoor().uri())
                .withOption("vault-dir", vault().toString())
                .withOption("spi-mfa-keys--default--pepper-vault-entry", "mfa-pepper");
    }

    private static NodeSettings alone(String name, Vendor vendor) {
        Distribution distribution = Distribution.withPack(vendor);
        NodeSettings settings = vendor == Vendor.POSTGRES
                ? NodeSettings.alone(name, distribution, PostgresServer.shared().create(name.replace('-', '_')))
                : NodeSettings.onH2(name, distribution);
        return settings.withEnvironment("KC_SPI_MFA_KEYS__DEFAULT__PEPPER", PEPPER);
    }

    /** Keycloak's vault in files, with an entry of the demo realm. */
    private static Path vault() {
        try {
            Path vault = Files.createDirectories(BenchSettings.workDirectory().resolve("vault"));
            Files.writeString(vault.resolve("mfa-demo_mfa-pepper"), PEPPER + "\n");
            return vault;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
