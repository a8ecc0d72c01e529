package dev.mfapack.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The folder in which the demo keeps its database, its log and what it has to remember. One demo at a time holds it. */
final class KeptData implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final int SECRET_BYTES = 32;

    private final Path folder;
    private final FileLock lock;
    private final Properties remembered = new Properties();

    private KeptData(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static KeptData open(Path folder) throws IOException, DemoException {
        Files.createDirectories(folder);
        var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var data = new KeptData(folder, lock(channel, folder));
        data.load();
        return data;
    }

    private static FileLock lock(FileChannel channel, Path folder) throws IOException, DemoException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new DemoException("Another bin/demo of this checkout is running; it holds " + folder + ".");
        }
        return lock;
    }

    void forget() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder) && !path.equals(folder.resolve(LOCK))) {
                    Files.delete(path);
                }
            }
        }
        remembered.clear();
    }

    Path keycloakLog() {
        return folder.resolve("keycloak.log");
    }

    Leftovers leftovers() {
        return new Leftovers(folder.resolve("keycloak.pids"));
    }

    /** The database's file, without the ending that H2 gives it. */
    Path database() {
        return folder.resolve("h2").resolve("keycloak");
    }

    /** The ports that the kept realm was last set to; empty before the first start. */
    Optional<Ports> realmPorts() {
        if (!remembered.containsKey("port.keycloak")) {
            return Optional.empty();
        }
        return Optional.of(new Ports(port("keycloak"), port("phone"), port("app"), port("smtp")));
    }

    void rememberRealmPorts(Ports ports) throws IOException {
        remembered.setProperty("port.keycloak", String.valueOf(ports.keycloak()));
        remembered.setProperty("port.phone", String.valueOf(ports.phone()));
        remembered.setProperty("port.app", String.valueOf(ports.app()));
        remembered.setProperty("port.smtp", String.valueOf(ports.smtp()));
        store();
    }

    /** The realm template that the kept realm was made from, by its digest; empty before the first start. */
    Optional<String> realmTemplate() {
        return Optional.ofNullable(remembered.getProperty("realm-template"));
    }

    void rememberRealmTemplate(String digest) throws IOException {
        remembered.setProperty("realm-template", digest);
        store();
    }

    /** A random secret that stays the same until the data is forgotten. */
    String secret(String name) throws IOException {
        String key = "secret." + name;
        if (!remembered.containsKey(key)) {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            remembered.setProperty(key, HexFormat.of().formatHex(secret));
            store();
        }
        return remembered.getProperty(key);
    }

    @Override
    public void close() throws IOException {
        lock.acquiredBy().close();
    }

    private int port(String name) {
        return Integer.parseInt(remembered.getProperty("port." + name));
    }

    private Path file() {
        return folder.resolve("demo.properties");
    }

    private void load() throws IOException {
        if (Files.exists(file())) {
            try (var in = Files.newBufferedReader(file())) {
                remembered.load(in);
            }
        }
    }

    private void store() throws IOException {
        var written = folder.resolve("demo.properties.new");
        Files.deleteIfExists(written);
        Files.createFile(written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newBufferedWriter(written)) {
            remembered.store(out, null);
        }
        // A run that ends halfway leaves the old file or the new one, never half of one.
        Files.move(written, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
