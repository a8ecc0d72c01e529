package dev.mfapack.factors.backupcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfapack.factors.hash.SecretHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.credential.CredentialModel;

class BackupCodesCredentialModelTest {

    private static final Instant CREATED = Instant.parse("2026-03-02T08:00:00Z");

    private static BackupCodesCredentialModel twoCodes() {
        Map<String, SecretHash> hashes = new LinkedHashMap<>();
        hashes.put("K7", new SecretHash("{\"algorithm\":\"argon2\"}", "{\"value\":\"first-hash\"}"));
        hashes.put("A1", new SecretHash("{\"algorithm\":\"argon2\"}", "{\"value\":\"second-hash\"}"));
        return BackupCodesCredentialModel.create(hashes, CREATED);
    }

    @Test
    void whatIsStoredIsReadAgain() {
        CredentialModel stored = twoCodes();
        stored.setId("id");

        BackupCodesCredentialModel read = BackupCodesCredentialModel.of(stored);

        assertThat(read.getId()).isEqualTo("id");
        assertThat(read.getCreatedDate()).isEqualTo(CREATED.toEpochMilli());
        assertThat(read.count()).isEqualTo(2);
        assertThat(read.hashes()).isEqualTo(twoCodes().hashes());
    }

    @Test
    @DisplayName("what Keycloak may send to a browser holds their number and nothing else")
    void whatABrowserMaySeeIsTheirNumber() {
        assertThat(twoCodes().getCredentialData()).isEqualTo("{\"count\":2}");
        assertThat(twoCodes().hashes().toString()).doesNotContain("first-hash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret-that-is-no-json", "{}", "{\"codes\":{}}", "{\"codes\":\"secret-that-is-no-json\"}"})
    @DisplayName("what holds no codes fails, without repeating what it holds")
    void whatHoldsNoCodesFails(String secretData) {
        CredentialModel stored = new CredentialModel();
        stored.setId("id");
        stored.setSecretData(secretData);

        assertThatThrownBy(() -> BackupCodesCredentialModel.of(stored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("credential id holds no backup codes")
                .hasNoCause();
    }
}
