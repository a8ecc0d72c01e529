package dev.mfapack.tests.bench.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one node is to run. Immutable; the {@code with…} methods give changed copies.
 *
 * @param name names its directory and its log
 * @param distribution must be built for the database's vendor
 * @param database shared by all nodes of a cluster
 * @param hostname what people see, empty = whatever host and port they asked for
 * @param options run-time options without leading dashes, stronger than the bench's own
 * @param environment variables of the process
 * @param javaOptions appended to the server's own
 * @param realmFiles realm JSON files that the server imports at start, unless the realm exists
 */
public record NodeSettings(
        String name,
        Distribution distribution,
        Database database,
        Optional<URI> hostname,
        Map<String, String> options,
        Map<String, String> environment,
        List<String> javaOptions,
        List<Path> realmFiles) {

    public NodeSettings {
        if (distribution.vendor() != database.vendor()) {
            throw new IllegalArgumentException(
                    "Built for " + distribution.vendor() + ", to run on " + database.vendor());
        }
        options = Map.copyOf(options);
        environment = Map.copyOf(environment);
        javaOptions = List.copyOf(javaOptions);
        realmFiles = List.copyOf(realmFiles);
    }

    /** A node alone on a file of its own, without a cluster's caches. */
    public static NodeSettings onH2(String name, Distribution distribution) {
        Path file = RunDirectory.current().resolve(name).resolve("data/h2/keycloak");
        return on(name, distribution, new Database.H2File(file)).withOption("cache", "local");
    }

    /** A node alone on that database, without a cluster's caches. */
    public static NodeSettings alone(String name, Distribution distribution, Database database) {
        return on(name, distribution, database).withOption("cache", "local");
    }

    /** A node that finds its peers through that database (JDBC_PING) on the loopback address. */
    public static NodeSettings inCluster(String name, Distribution distribution, Database.Postgres database) {
        return on(name, distribution, database)
                .withOption("cache", "ispn")
                .withOption("cache-embedded-network-bind-address", "127.0.0.1");
    }

    private static NodeSettings on(String name, Distribution distribution, Database database) {
        return new NodeSettings(
                name, distribution, database, Optional.empty(), Map.of(), Map.of(), List.of(), List.of());
    }

    /** A run-time option, for example {@code db-pool-max-size}. */
    public NodeSettings withOption(String option, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(option, value);
        return new NodeSettings(name, distribution, database, hostname, more, environment, javaOptions, realmFiles);
    }

    /** An environment variable. */
    public NodeSettings withEnvironment(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new NodeSettings(name, distribution, database, hostname, options, more, javaOptions, realmFiles);
    }

    /** The address in front of the node, for example a {@link FrontDoor}. */
    public NodeSettings withHostname(URI address) {
        return new NodeSettings(
                name, distribution, database, Optional.of(address), options, environment, javaOptions, realmFiles);
    }

    /** One more option of the Java virtual machine. */
    public NodeSettings withJavaOption(String option) {
        List<String> more = new ArrayList<>(javaOptions);
        more.add(option);
        return new NodeSettings(name, distribution, database, hostname, options, environment, more, realmFiles);
    }

    /** A realm that the server imports at start; JSON as {@code --import-realm} takes it. */
    public NodeSettings withRealmFile(Path json) {
        List<Path> more = new ArrayList<>(realmFiles);
        more.add(json);
        return new NodeSettings(name, distribution, database, hostname, options, environment, javaOptions, more);
    }
}
