package dev.mfapack.factors.level;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.level.Level;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StrengthTest {

    @Test
    void withinALevelTheKindDecides() {
        assertThat(Stream.of("mfa-backup-codes", "mfa-email", "mfa-sms", "otp", "badge", "webauthn")
                        .sorted(Strength.strongestFirst(Map.of())))
                .containsExactly("webauthn", "otp", "badge", "mfa-sms", "mfa-email", "mfa-backup-codes");
    }

    @Test
    @DisplayName("the level that the flow gives goes before the kind")
    void theFlowsLevelGoesFirst() {
        Map<String, Level> levels =
                Map.of("otp", Level.MFA, "badge", Level.PHISHING_RESISTANT, "webauthn-passwordless", Level.MFA);

        assertThat(levels.keySet().stream().sorted(Strength.strongestFirst(levels)))
                .containsExactly("badge", "webauthn-passwordless", "otp");
    }
}
