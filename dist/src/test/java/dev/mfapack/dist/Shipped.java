package dev.mfapack.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/** The files people download, as the build has just made them. */
final class Shipped {
    static final String NAME = property("pack.name");
    static final String TWILIO = property("pack.twilio");

    private Shipped() {}

    static Path jar() {
        return file(".jar");
    }

    static Path twilioJar() {
        return directory().resolve(TWILIO + ".jar");
    }

    static Path twilioBillOfMaterials() {
        return directory().resolve(TWILIO + ".cdx.json");
    }

    static Path zip() {
        return file(".zip");
    }

    static Path billOfMaterials() {
        return file(".cdx.json");
    }

    static Path checksums() {
        return directory().resolve("SHA256SUMS");
    }

    static Path directory() {
        return Path.of(property("pack.directory"));
    }

    static Path checkout() {
        return Path.of(property("pack.checkout")).normalize();
    }

    static Path keycloakDistribution() {
        return Path.of(property("pack.keycloak"));
    }

    /** Name and content of every file in an archive, folders left out. */
    static Map<String, byte[]> filesIn(Path archive) {
        Map<String, byte[]> files = new TreeMap<>();
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + archive, e);
        }
        return files;
    }

    static Set<String> classNames(Set<String> files) {
        return files.stream()
                .filter(name -> name.endsWith(".class"))
                .filter(name -> !name.endsWith("package-info.class") && !name.endsWith("module-info.class"))
                .map(name -> name.replaceFirst("^META-INF/versions/\\d+/", ""))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .collect(Collectors.toSet());
    }

    /** The entries of a {@code META-INF/services} file without its comments. */
    static Set<String> providersIn(byte[] serviceFile) {
        return Arrays.stream(new String(serviceFile, UTF_8).split("\n"))
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Path file(String ending) {
        return directory().resolve(NAME + ending);
    }

    private static String property(String key) {
        String value = System.getProperty(key);
        if (value == null || value.isBlank() || value.startsWith("${")) {
            throw new IllegalStateException(key + " is set by the build: run these tests with Maven, after package");
        }
        return value;
    }
}
