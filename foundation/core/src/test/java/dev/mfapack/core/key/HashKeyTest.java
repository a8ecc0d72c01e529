package dev.mfapack.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashKeyTest {

    @ParameterizedTest(name = "RFC 4231 section {0}")
    @CsvSource({
        "4.2, 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
                + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4.3, 4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
                + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "4.5, 0102030405060708090a0b0c0d0e0f10111213141516171819,"
                + " cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd,"
                + " 82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    })
    @DisplayName("C4: the keyed hash is HMAC-SHA-256")
    void theKeyedHashIsHmacSha256(String section, String key, String message, String expected) {
        HexFormat hex = HexFormat.of();
        HashKey hashKey = new HashKey(1, new SecretKeySpec(hex.parseHex(key), "HmacSHA256"));

        assertThat(hex.formatHex(hashKey.hmac(hex.parseHex(message))))
                .as(section)
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("C4: a printed key shows its version and nothing else")
    void aPrintedKeyShowsOnlyItsVersion() {
        byte[] material = "a key of thirty-two bytes in all".getBytes(StandardCharsets.US_ASCII);

        assertThat(new HashKey(3, new SecretKeySpec(material, "HmacSHA256"))).hasToString("HashKey[version 3]");
    }
}
