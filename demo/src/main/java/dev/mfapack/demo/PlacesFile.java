package dev.mfapack.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A free file of countries (CC0), by which Keycloak tells where an address is. The demo does without it where it cannot be got. */
final class PlacesFile {

    private static final URI PACKAGE =
            URI.create("https://registry.npmjs.org/@ip-location-db/geo-whois-asn-country-mmdb/-/"
                    + "geo-whois-asn-country-mmdb-2.3.2026061719.tgz");

    /** SHA-512 in Base64, as the registry tells it. */
    private static final String DIGEST =
            "xemBDNQl4mCYDuVbqe3jKGKsVDykZGkfvebhtOh/3VGLadq8vsp7t7ontpMUt3hH7sAGT0eLDyJ99SV+0waxZg==";

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_DIGITS = 11;

    private PlacesFile() {}

    /** The file, fetched once; empty when that fails. */
    static Optional<Path> in(Path folder) throws InterruptedException {
        var file = folder.resolve("places.mmdb");
        if (Files.exists(file)) {
            return Optional.of(file);
        }
        try {
            var fetched = Files.write(folder.resolve("places.mmdb.new"), unpacked(fetch()));
            return Optional.of(Files.move(fetched, file, StandardCopyOption.ATOMIC_MOVE));
        } catch (IOException e) {
            System.out.println(
                    "No file of countries could be had, so that the place of a login is unknown: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static byte[] fetch() throws IOException, InterruptedException {
        var http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
        var answer = http.send(HttpRequest.newBuilder(PACKAGE).timeout(LIMIT).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200 || !digest(answer.body()).equals(DIGEST)) {
            throw new IOException(PACKAGE.getHost() + " has not sent what was asked for");
        }
        return answer.body();
    }

    private static String digest(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-512").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-512", e);
        }
    }

    /** The file within the package: a gzipped tar archive (POSIX.1-1988), blocks of 512 bytes. */
    static byte[] unpacked(byte[] archive) throws IOException {
        try (var in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(new ByteArrayInputStream(archive))))) {
            var header = new byte[BLOCK];
            while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
                var name = new String(header, 0, NAME, StandardCharsets.US_ASCII).replaceFirst("\0.*", "");
                var size = Integer.parseInt(
                        new String(header, SIZE_AT, SIZE_DIGITS, StandardCharsets.US_ASCII).strip(), 8);
                if (name.endsWith("-country.mmdb")) {
                    return in.readNBytes(size);
                }
                in.skipNBytes((size + BLOCK - 1L) / BLOCK * BLOCK);
            }
        }
        throw new IOException("the package holds no such file");
    }
}
