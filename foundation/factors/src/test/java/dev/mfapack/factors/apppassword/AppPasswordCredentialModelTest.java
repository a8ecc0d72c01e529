package dev.mfapack.factors.apppassword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.core.lookup.LookupSecret;
import dev.mfapack.factors.hash.SecretHash;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.credential.CredentialModel;

class AppPasswordCredentialModelTest {

    private static final Instant CREATED = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant END = Instant.parse("2026-04-01T00:00:00Z");
    private static final LookupSecret PASSWORD = AppPasswords.draw(new SecureRandom(), Set.of());
    private static final SecretHash HASH = new SecretHash("{\"algorithm\":\"argon2\"}", "{\"value\":\"the-hash\"}");

    private static AppPasswordCredentialModel password(Optional<Instant> end) {
        return AppPasswordCredentialModel.create(PASSWORD, HASH, "nightly job", "cron", end, CREATED);
    }

    @Test
    void whatIsStoredIsReadAgain() {
        AppPasswordCredentialModel read = AppPasswordCredentialModel.of(password(Optional.of(END)));

        assertThat(read.idPart()).isEqualTo(PASSWORD.id());
        assertThat(read.hash()).isEqualTo(HASH);
        assertThat(read.service()).isEqualTo("cron");
        assertThat(read.expiresAt()).contains(END);
        assertThat(read.getUserLabel()).isEqualTo("nightly job");
        assertThat(AppPasswordCredentialModel.of(password(Optional.empty())).expiresAt())
                .isEmpty();
    }

    @Test
    @DisplayName("what Keycloak may send to a browser holds neither hash nor id part, and nothing holds the password")
    void whatABrowserMaySeeHoldsNoSecret() {
        assertThat(password(Optional.empty()).getCredentialData()).isEqualTo("{\"service\":\"cron\"}");
        assertThat(password(Optional.empty()).getSecretData())
                .doesNotContain(PASSWORD.letters(), PASSWORD.letters().substring(5));
    }

    @Test
    void itWorksUntilItsEndAndNoMomentLonger() {
        assertThat(password(Optional.of(END)).isExpiredAt(END.minusMillis(1))).isFalse();
        assertThat(password(Optional.of(END)).isExpiredAt(END)).isTrue();
        assertThat(password(Optional.empty()).isExpiredAt(Instant.MAX)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"no-json|no-json", "{}|{\"service\":\"cron\"}", "{\"id\":\"AAAAA\"}|{}"})
    @DisplayName("what is no app password fails, without repeating what it holds")
    void whatIsNoAppPasswordFails(String secretData, String credentialData) {
        CredentialModel stored = new CredentialModel();
        stored.setId("id");
        stored.setSecretData(secretData);
        stored.setCredentialData(credentialData);

        assertThatThrownBy(() -> AppPasswordCredentialModel.of(stored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("credential id holds no app password")
                .hasNoCause();
    }
}
