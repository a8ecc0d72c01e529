package dev.mfapack.tests.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the build tells the bench by system properties; each has a default that fits a run from an IDE, except the zip. */
public final class BenchSettings {

    private BenchSettings() {}

    /** {@code mfapack.keycloak.zip}: the distribution as Maven resolved it. */
    public static Path keycloakZip() {
        return Path.of(required("mfapack.keycloak.zip"));
    }

    /** {@code mfapack.work.dir}: where unpacked servers, node directories and failures go. Default {@code target}. */
    public static Path workDirectory() {
        return Path.of(System.getProperty("mfapack.work.dir", "target")).toAbsolutePath();
    }

    /** Where failed tests leave what they saw, {@code failures} below the work directory; emptied when a run begins. */
    public static Path failures() {
        return workDirectory().resolve("failures");
    }

    /** {@code mfapack.fork}: which of the JVMs that run suites side by side this one is, from 1. Default 1. */
    static int fork() {
        return Integer.getInteger("mfapack.fork", 1);
    }

    /** {@code mfapack.db}: {@code h2} (default) or {@code postgres}, for the node that ordinary suites share. */
    public static Vendor suiteVendor() {
        return Vendor.of(System.getProperty("mfapack.db", "h2"));
    }

    /**
     * The jars under test. {@code mfapack.providers} is empty (the jars that dist has built, in {@code mfapack.dist.dir}), a comma-separated list
     * of paths, or {@code none} for a plain Keycloak.
     *
     * @throws IllegalStateException when dist has built nothing
     */
    public static List<Path> providers() {
        String given = System.getProperty("mfapack.providers", "").strip();
        if (given.equals("none")) {
            return List.of();
        }
        if (!given.isEmpty()) {
            return Stream.of(given.split(",", -1))
                    .map(String::strip)
                    .map(Path::of)
                    .toList();
        }
        return builtByDist(Path.of(System.getProperty("mfapack.dist.dir", "../../dist/target"))
                .normalize());
    }

    private static List<Path> builtByDist(Path directory) {
        List<Path> jars;
        try (Stream<Path> files = Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
            jars = files.filter(BenchSettings::isShippedJar).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (jars.isEmpty()) {
            throw new IllegalStateException("No keycloak-mfa-pack-*.jar in " + directory
                    + ": package the module dist first, or run with -Dmfapack.providers=none");
        }
        return jars;
    }

    private static boolean isShippedJar(Path file) {
        String name = file.getFileName().toString();
        return name.matches("keycloak-mfa-pack-.*\\.jar") && !name.matches(".*-(sources|javadoc|tests)\\.jar");
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("System property " + property + " is missing; Maven sets it");
        }
        return value;
    }
}
