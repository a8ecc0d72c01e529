package dev.mfapack.tests.bench.server;

import dev.mfapack.tests.bench.clock.ClockResource;
import dev.mfapack.tests.bench.clock.ClockResourceFactory;
import dev.mfapack.tests.bench.directory.Directory;
import dev.mfapack.tests.bench.directory.DirectoryFactory;
import dev.mfapack.tests.bench.hash.CountedHash;
import dev.mfapack.tests.bench.hash.CountedHashFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import org.keycloak.storage.UserStorageProviderFactory;

/**
 * The jar of what the bench runs inside the server: a time that can be shifted, a directory of people, a hash that can be
 * counted. Byte for byte the same each time, so that servers built with it are found again.
 */
final class BenchJar {

    private static final Map<Class<?>, Class<?>> SERVICES = Map.of(
            RealmResourceProviderFactory.class, ClockResourceFactory.class,
            UserStorageProviderFactory.class, DirectoryFactory.class,
            PasswordHashProviderFactory.class, CountedHashFactory.class);

    private static final List<Class<?>> OTHERS = List.of(ClockResource.class, Directory.class, CountedHash.class);

    private BenchJar() {}

    static Path in(Path directory) {
        Path jar = directory.resolve("bench.jar");
        try {
            Files.createDirectories(directory);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                for (Map.Entry<String, byte[]> entry : entries().entrySet()) {
                    put(out, entry.getKey(), entry.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private static Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        SERVICES.forEach((service, factory) -> entries.put(
                "META-INF/services/" + service.getName(), factory.getName().getBytes(StandardCharsets.UTF_8)));
        List<Class<?>> types = new ArrayList<>(OTHERS);
        types.addAll(SERVICES.values());
        for (Class<?> type : types) {
            addWithNested(entries, type);
        }
        return entries;
    }

    private static void addWithNested(Map<String, byte[]> entries, Class<?> type) throws IOException {
        entries.put(path(type), code(type));
        for (Class<?> nested : type.getDeclaredClasses()) {
            addWithNested(entries, nested);
        }
    }

    private static byte[] code(Class<?> type) throws IOException {
        try (InputStream code = BenchJar.class.getClassLoader().getResourceAsStream(path(type))) {
            if (code == null) {
                throw new IllegalStateException("Not on the class path: " + path(type));
            }
            return code.readAllBytes();
        }
    }

    private static String path(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
