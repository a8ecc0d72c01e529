package dev.mfapack.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** Every class in the server's own {@code lib/} folder, and the jar that holds it. */
record KeycloakLibraries(Map<String, String> jarByClass) {

    static KeycloakLibraries in(Path distribution) {
        Map<String, String> jarByClass = new HashMap<>();
        try (var zip = new ZipFile(distribution.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(KeycloakLibraries::isLibrary).toList()) {
                String jar = entry.getName().substring(entry.getName().indexOf("/lib/") + 1);
                try (InputStream in = zip.getInputStream(entry)) {
                    Shipped.classNames(namesIn(in)).forEach(name -> jarByClass.put(name, jar));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + distribution, e);
        }
        return new KeycloakLibraries(Map.copyOf(jarByClass));
    }

    private static boolean isLibrary(ZipEntry entry) {
        return entry.getName().contains("/lib/") && entry.getName().endsWith(".jar");
    }

    private static Set<String> namesIn(InputStream jar) throws IOException {
        Set<String> names = new HashSet<>();
        var zip = new ZipInputStream(jar);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            names.add(entry.getName());
        }
        return names;
    }
}
