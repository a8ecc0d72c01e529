package dev.mfapack.factors.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesGcmTest {

    private static final SecretKey KEY = key(1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 4_000})
    void whatWasSealedIsOpenedByTheSameKeyAndContext(int length) {
        byte[] plain = new byte[length];
        Arrays.fill(plain, (byte) 'x');

        assertThat(AesGcm.open(KEY, "row 1", AesGcm.seal(KEY, "row 1", plain))).isEqualTo(plain);
    }

    @Test
    @DisplayName("C4: what is sealed for one row is not opened for another")
    void anotherContextDoesNotOpenIt() {
        String sealed = AesGcm.seal(KEY, "row 1", bytes("123456"));

        assertThatIllegalStateException()
                .isThrownBy(() -> AesGcm.open(KEY, "row 2", sealed))
                .withMessage("could not open");
        assertThatIllegalStateException().isThrownBy(() -> AesGcm.open(KEY, "", sealed));
    }

    @Test
    @DisplayName("C4: another key does not open it")
    void anotherKeyDoesNotOpenIt() {
        String sealed = AesGcm.seal(KEY, "row 1", bytes("123456"));

        assertThatIllegalStateException().isThrownBy(() -> AesGcm.open(key(2), "row 1", sealed));
    }

    @Test
    @DisplayName("C4: a single changed bit anywhere is noticed")
    void aSingleChangedBitAnywhereIsNoticed() {
        byte[] sealed = Base64.getDecoder().decode(AesGcm.seal(KEY, "row 1", bytes("123456")));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String given = Base64.getEncoder().encodeToString(changed);

            assertThatIllegalStateException().as("bit " + bit).isThrownBy(() -> AesGcm.open(KEY, "row 1", given));
        }
    }

    @Test
    void whatIsCutShortIsRefused() {
        byte[] sealed = Base64.getDecoder().decode(AesGcm.seal(KEY, "row 1", bytes("123456")));
        for (int length = 0; length < sealed.length; length++) {
            String given = Base64.getEncoder().encodeToString(Arrays.copyOf(sealed, length));

            assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> AesGcm.open(KEY, "row 1", given));
        }
    }

    @Test
    @DisplayName("C4: the same text never looks the same twice, and its sealed form does not hold it")
    void theSameTextNeverLooksTheSameTwice() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] sealed = Base64.getDecoder().decode(AesGcm.seal(KEY, "row 1", bytes("123456")));
            assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("123456");
            nonces.add(Base64.getEncoder().encodeToString(Arrays.copyOf(sealed, 12)));
        }
        assertThat(nonces).hasSize(1_000);
    }

    private static SecretKey key(int fill) {
        byte[] material = new byte[32];
        Arrays.fill(material, (byte) fill);
        return new SecretKeySpec(material, "HmacSHA256");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
