package dev.mfapack.factors.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.factors.sms.SmsFactor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.credential.CredentialModel;

class CodeCredentialModelTest {

    private static final PhoneNumber NUMBER = new PhoneNumber("+4915123456789");
    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    @DisplayName("C4: the number is in the secret data only; what a browser may see holds the masked one")
    void theNumberIsInTheSecretDataOnly() {
        CodeCredentialModel model = CodeCredentialModel.create(SmsFactor.INSTANCE, NUMBER, "work phone", CREATED);

        assertThat(model.getSecretData()).isEqualTo("{\"number\":\"+4915123456789\"}");
        assertThat(model.getCredentialData()).contains("+49 •••••••••89").doesNotContain("15123456789");
        assertThat(model.getType()).isEqualTo("mfa-sms");
        assertThat(model.getUserLabel()).isEqualTo("work phone");
        assertThat(model.getCreatedDate()).isEqualTo(CREATED.toEpochMilli());
    }

    @Test
    void whatWasStoredIsReadBackWhole() {
        CredentialModel stored = stored("{\"number\": \"+4915123456789\"}");

        CodeCredentialModel model = CodeCredentialModel.of(SmsFactor.INSTANCE, stored);

        assertThat(model.destination()).isEqualTo(NUMBER);
        assertThat(model.getId()).isEqualTo("credential-1");
        assertThat(model.getUserLabel()).isEqualTo("work phone");
        assertThat(model.getType()).isEqualTo("mfa-sms");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "{\"number\":null}",
                "{\"number\":4915123456789}",
                "{\"number\":\"015123456789\"}",
                "{\"number\":\"+4915123456789\"",
                "+4915123456789"
            })
    @DisplayName("C5: a credential without a number is refused, without repeating what is in it")
    void aCredentialWithoutANumberIsRefused(@Nullable String secretData) {
        assertThatIllegalStateException()
                .isThrownBy(() -> CodeCredentialModel.of(SmsFactor.INSTANCE, stored(secretData)))
                .withMessage("credential credential-1 holds no destination")
                .withNoCause();
    }

    private static CredentialModel stored(@Nullable String secretData) {
        CredentialModel stored = new CredentialModel();
        stored.setId("credential-1");
        stored.setType("mfa-sms");
        stored.setUserLabel("work phone");
        stored.setCreatedDate(CREATED.toEpochMilli());
        stored.setSecretData(secretData);
        stored.setCredentialData("{}");
        return stored;
    }
}
