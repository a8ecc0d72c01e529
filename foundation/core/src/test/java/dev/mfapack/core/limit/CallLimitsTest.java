package dev.mfapack.core.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfapack.core.limit.CallLimits.Caller;
import dev.mfapack.core.limit.Permission.Allowed;
import dev.mfapack.core.limit.Permission.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallLimitsTest {

    private static final Network OFFICE = Network.of("203.0.113.7");
    private static final Network HOME = Network.of("198.51.100.7");

    private final MovableClock clock = new MovableClock();
    private final CallLimits limits = new CallLimits(new InMemoryLimits(), new CallPolicy(2, 5, 3), clock);

    @Test
    @DisplayName("a person's calls are limited in any minute, whatever the app and the network")
    void aPersonsCalls() {
        assertThat(call("alice", "app", OFFICE)).isInstanceOf(Allowed.class);
        clock.forward(Duration.ofSeconds(30));
        assertThat(call("alice", "other", HOME)).isInstanceOf(Allowed.class);

        Refused refused = (Refused) call("alice", "third", HOME);
        assertThat(refused.reason()).isEqualTo(LimitReason.CALLS_PERSON);
        assertThat(refused.until()).isAfter(clock.instant());
        assertThat(call("bob", "app", OFFICE)).isInstanceOf(Allowed.class);
        clock.to(refused.until());
        assertThat(call("alice", "app", HOME)).isInstanceOf(Allowed.class);
        assertThat(call("alice", "app", HOME))
                .as("the second call is within the minute")
                .isInstanceOf(Refused.class);
    }

    @Test
    @DisplayName("an app's calls and a network's calls are limited for all people together")
    void anAppsAndANetworksCalls() {
        for (int i = 0; i < 3; i++) {
            assertThat(call("person " + i, "app", OFFICE)).isInstanceOf(Allowed.class);
        }
        assertThat(call("one more", "app", OFFICE))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(LimitReason.CALLS_NETWORK));
        assertThat(call("one more", "app", HOME)).isInstanceOf(Allowed.class);
        assertThat(call("and another", "app", HOME)).isInstanceOf(Allowed.class);
        assertThat(call("a last one", "app", HOME))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(LimitReason.CALLS_CLIENT));
    }

    @Test
    @DisplayName("what is refused is not counted: a flood ends when it ends")
    void whatIsRefusedIsNotCounted() {
        for (int i = 0; i < 100; i++) {
            call("alice", "app", OFFICE);
        }
        assertThat(call("bob", "app", OFFICE)).as("two of the network's three").isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("a service has no person and no network, only its own limit")
    void aService() {
        for (int i = 0; i < 5; i++) {
            assertThat(call(null, "imap", null)).isInstanceOf(Allowed.class);
        }
        assertThat(call(null, "imap", null)).isInstanceOf(Refused.class);
    }

    @Test
    @DisplayName("what cannot be read is one call, and is told")
    void whatCannotBeReadIsTheStrictest() {
        Map<String, String> problems = new HashMap<>();
        Map<String, String> set = Map.of("mfa.api.calls-person-minute", "many", "mfa.api.calls-network-minute", "0");

        assertThat(CallPolicy.read(new Settings(set::get, problems::put))).isEqualTo(new CallPolicy(1, 6_000, 1));
        assertThat(problems).containsOnlyKeys("mfa.api.calls-person-minute", "mfa.api.calls-network-minute");
        assertThatThrownBy(() -> new CallPolicy(0, 1, 1)).hasMessageContaining("between 1 and 1000");
    }

    private Permission call(@Nullable String userId, String clientId, @Nullable Network network) {
        return limits.beforeCalling(new Caller("realm", userId, clientId, network));
    }
}
