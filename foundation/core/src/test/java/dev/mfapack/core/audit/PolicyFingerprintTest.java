package dev.mfapack.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyFingerprintTest {

    @Test
    void onlyThePacksAttributesCountAndTheirOrderDoesNot() {
        String policy = PolicyFingerprint.of(Map.of("mfa.mode", "shadow", "mfa.level.habit", "true"));

        assertThat(policy).matches("policy-[0-9a-f]{16}");
        assertThat(PolicyFingerprint.of(Map.of("mfa.level.habit", "true", "mfa.mode", "shadow", "displayName", "x")))
                .isEqualTo(policy);
        assertThat(PolicyFingerprint.of(Map.of("mfa.mode", "off", "mfa.level.habit", "true")))
                .isNotEqualTo(policy);
    }

    @Test
    void oneValueNeverLooksLikeTwoAttributes() {
        assertThat(PolicyFingerprint.of(Map.of("mfa.a", "1\nmfa.b=1:2")))
                .isNotEqualTo(PolicyFingerprint.of(Map.of("mfa.a", "1", "mfa.b", "2")));
    }
}
