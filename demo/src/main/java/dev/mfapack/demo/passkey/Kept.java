package dev.mfapack.demo.passkey;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.demo.passkey.PasskeyApp.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The file, readable by its owner alone, in which the app keeps its passkey and the session that is open. */
final class Kept {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSKEY = "passkey";
    private static final String REFRESH_TOKEN = "refreshToken";

    private final Path file;

    Kept(Path file) {
        this.file = file;
    }

    SoftwarePasskey passkey() throws IOException, Refused {
        if (!read().has(PASSKEY)) {
            throw new Refused("There is no passkey yet: enrol one first.");
        }
        return SoftwarePasskey.parse(read().path(PASSKEY));
    }

    void passkey(SoftwarePasskey passkey) throws IOException {
        ObjectNode content = read();
        content.set(PASSKEY, passkey.json());
        write(content);
    }

    String refreshToken() throws IOException, Refused {
        String token = read().path(REFRESH_TOKEN).asText();
        if (token.isEmpty()) {
            throw new Refused("Nobody is logged in.");
        }
        return token;
    }

    /** @param token of the session that is open from now on; empty: there is none */
    void refreshToken(String token) throws IOException {
        write(read().put(REFRESH_TOKEN, token));
    }

    private ObjectNode read() throws IOException {
        return Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
    }

    private void write(ObjectNode content) throws IOException {
        var written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        Files.createFile(written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(written, content.toString());
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
