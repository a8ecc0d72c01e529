package dev.mfapack.demo.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.demo.passkey.PasskeyApp.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTest {

    @TempDir
    private Path directory;

    @Test
    void passkey_and_session_are_kept_beside_each_other_for_the_owner_alone() throws Exception {
        Path file = directory.resolve("passkey.json");
        var passkey = SoftwarePasskey.create(
                new ObjectMapper().readTree("{\"user\":{\"id\":\"bGVuYQ\"},\"rp\":{\"id\":\"login.example\"}}"),
                "https://login.example");
        new Kept(file).passkey(passkey);
        new Kept(file).refreshToken("a.b.c");

        assertThat(new Kept(file).passkey().json()).isEqualTo(passkey.json());
        assertThat(new Kept(file).refreshToken()).isEqualTo("a.b.c");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void what_is_not_there_is_told_in_words() {
        var kept = new Kept(directory.resolve("passkey.json"));

        assertThatExceptionOfType(Refused.class).isThrownBy(kept::passkey).withMessageContaining("enrol");
        assertThatExceptionOfType(Refused.class).isThrownBy(kept::refreshToken).withMessage("Nobody is logged in.");
    }
}
