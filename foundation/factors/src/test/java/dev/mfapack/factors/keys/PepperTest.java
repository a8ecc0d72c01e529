package dev.mfapack.factors.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.provider.ProviderConfigProperty;

class PepperTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final byte[] MATERIAL = "thirty-two bytes of key material".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 31})
    @DisplayName("C4: a short pepper is refused without repeating it")
    void aShortPepperIsRefused(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pepper.of("p".repeat(length)))
                .withMessage("mfa-keys: pepper must have at least 32 characters");
    }

    @Test
    void whatWasWrappedIsUnwrappedByTheSamePepper() {
        String wrapped = Pepper.of(SECRET).wrap("realm/CODE_HASH/1", MATERIAL);

        assertThat(Pepper.of(SECRET).unwrap("realm/CODE_HASH/1", wrapped)).isEqualTo(MATERIAL);
        assertThat(wrapped).doesNotContain(Base64.getEncoder().encodeToString(MATERIAL));
    }

    @Test
    @DisplayName("C4: a key wrapped for one realm, purpose or version is none for another")
    void aWrappedKeyCannotBeMoved() {
        String wrapped = Pepper.of(SECRET).wrap("realm/CODE_HASH/1", MATERIAL);

        for (String other : new String[] {"other/CODE_HASH/1", "realm/OUTBOX/1", "realm/CODE_HASH/2"}) {
            assertThatIllegalStateException().isThrownBy(() -> Pepper.of(SECRET).unwrap(other, wrapped));
        }
    }

    @Test
    @DisplayName("C4: another pepper opens nothing")
    void anotherPepperOpensNothing() {
        String wrapped = Pepper.of(SECRET).wrap("realm/CODE_HASH/1", MATERIAL);

        assertThatIllegalStateException()
                .isThrownBy(() -> Pepper.of(SECRET + "0").unwrap("realm/CODE_HASH/1", wrapped))
                .withMessageNotContaining(SECRET);
    }

    @Test
    @DisplayName("C4: a wrapped key fits its column")
    void aWrappedKeyFitsItsColumn() {
        assertThat(Pepper.of(SECRET).wrap("realm/CODE_HASH/1", MATERIAL)).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    @DisplayName("C4: the pepper is declared as secret, so that the server masks it")
    void thePepperIsDeclaredAsSecret() {
        assertThat(new DatabaseKeyRingFactory().getConfigMetadata())
                .first()
                .satisfies(option -> {
                    assertThat(option.getName()).isEqualTo("pepper");
                    assertThat(option.isSecret()).isTrue();
                })
                .isInstanceOf(ProviderConfigProperty.class);
    }
}
