package dev.mfapack.tests.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An unpacked Keycloak with a set of provider jars, built once ({@code kc.sh build}) and then shared read-only by all nodes that run on it. Kept below the
 * work directory under a name made of the jars' hashes and the build options, so that the next run with the same jars starts at once.
 */
public final class Distribution {

    private static final long BUILD_LIMIT_SECONDS = 240;

    // Each takes 0.25 GB; two vendors, with and without the pack, and the same of the jars before the last change.
    private static final int KEPT = 8;

    private final Path home;
    private final Vendor vendor;

    private Distribution(Path home, Vendor vendor) {
        this.home = home;
        this.vendor = vendor;
    }

    /** The server with the jars under test, see {@link BenchSettings#providers()}, and what the bench runs inside it. */
    public static Distribution withPack(Vendor vendor) {
        List<Path> jars = new ArrayList<>(BenchSettings.providers());
        jars.add(BenchJar.in(RunDirectory.current()));
        return with(jars, vendor);
    }

    /** The server as it comes. */
    public static Distribution plain(Vendor vendor) {
        return with(List.of(), vendor);
    }

    /**
     * The server with exactly these jars in {@code providers/}.
     *
     * @param buildOptions further build-time options, as {@code --features=…}
     */
    public static Distribution with(List<Path> providers, Vendor vendor, String... buildOptions) {
        List<String> options = new ArrayList<>(List.of(
                "--db=" + vendor.serverName(), "--health-enabled=true", "--metrics-enabled=true", "--vault=file"));
        options.addAll(List.of(buildOptions));
        try {
            return new Distribution(prepare(providers, options), vendor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory that holds {@code bin}, {@code lib} and {@code providers}; nobody writes there any more. */
    public Path home() {
        return home;
    }

    /** The database kind that it is built for. */
    public Vendor vendor() {
        return vendor;
    }

    private static Path prepare(List<Path> providers, List<String> options) throws IOException {
        Path cache = Files.createDirectories(BenchSettings.workDirectory().resolve("servers"));
        Path zip = BenchSettings.keycloakZip();
        Path home = cache.resolve(fingerprint(zip, providers, options));
        Path built = home.resolve(".built");
        try (FileChannel channel =
                FileChannel.open(cache.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Another run may be building the same; closing the channel lets go.
            channel.lock();
            if (!Files.exists(built)) {
                RunDirectory.delete(home);
                unpack(zip, home);
                for (Path provider : providers) {
                    Files.copy(
                            provider,
                            home.resolve("providers")
                                    .resolve(provider.getFileName().toString()));
                }
                build(home, options);
                Files.createFile(built);
                forgetOldest(cache);
            }
            Files.setLastModifiedTime(built, FileTime.from(Instant.now()));
        }
        return home;
    }

    private static void unpack(Path zip, Path home) throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : archive.stream().toList()) {
                Path inside = Path.of(entry.getName());
                if (inside.getNameCount() < 2) {
                    continue;
                }
                Path target =
                        home.resolve(inside.subpath(1, inside.getNameCount())).normalize();
                if (!target.startsWith(home)) {
                    throw new IOException("Entry leaves the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream content = archive.getInputStream(entry)) {
                        Files.copy(content, target);
                    }
                }
            }
        }
        Files.setPosixFilePermissions(home.resolve("bin/kc.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void build(Path home, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/kc.sh").toString(), "build"));
        command.addAll(options);
        Path log = home.resolve("build.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // The optimizing compiler would take as much of the processors as the build itself: 27 s instead of 14 s.
        builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        Process build = builder.start();
        try {
            if (!build.waitFor(BUILD_LIMIT_SECONDS, TimeUnit.SECONDS) || build.exitValue() != 0) {
                throw new IllegalStateException("kc.sh build failed:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while building the server", e);
        } finally {
            build.descendants().forEach(ProcessHandle::destroyForcibly);
            build.destroyForcibly();
        }
    }

    private static String fingerprint(Path zip, List<Path> providers, List<String> options) throws IOException {
        MessageDigest digest = sha256();
        digest.update(zip.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        for (Path provider : providers.stream()
                .sorted(Comparator.comparing(p -> p.getFileName().toString()))
                .toList()) {
            digest.update(provider.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(provider));
        }
        digest.update(String.join("\n", options).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private static void forgetOldest(Path cache) throws IOException {
        List<Path> built;
        try (Stream<Path> homes = Files.list(cache)) {
            built = homes.filter(home -> Files.exists(home.resolve(".built")))
                    .sorted(Comparator.comparing(Distribution::lastUse).reversed())
                    .toList();
        }
        for (Path home : built.subList(Math.min(KEPT, built.size()), built.size())) {
            RunDirectory.delete(home);
        }
    }

    private static FileTime lastUse(Path home) {
        try {
            return Files.getLastModifiedTime(home.resolve(".built"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
