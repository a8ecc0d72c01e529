package dev.mfapack.tests.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LoginRealmTest {

    @Test
    void plainRealmKnowsNothingOfThePack() {
        ObjectNode plain = LoginRealm.plain();
        plain.put("realm", "r").put("displayName", "r");

        assertThat(plain.toString()).doesNotContain("mfa-audit", "mfa-enroll", "mfa-amr", "MFA browser", "mfa.");
        assertThat(plain.path("eventsListeners")).hasSize(1);
    }

    @Test
    void realmsDifferInNothingElse() {
        ObjectNode plain = LoginRealm.plain();
        ObjectNode withPack = LoginRealm.withPack();

        assertThat(withPack.path("browserFlow").asText()).isEqualTo("MFA browser");
        assertThat(withPack.path("eventsListeners").toString()).contains("mfa-audit");
        for (String same : new String[] {
            "users", "bruteForceProtected", "eventsEnabled", "webAuthnPolicyPasswordlessPasskeysEnabled", "realm"
        }) {
            assertThat(plain.path(same)).isEqualTo(withPack.path(same));
        }
        assertThat(plain.path("users")).hasSize(LoginRealm.PEOPLE);
        assertThat(plain.path("requiredActions").size())
                .isLessThan(withPack.path("requiredActions").size());
    }
}
