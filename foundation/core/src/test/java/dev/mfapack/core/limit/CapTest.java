package dev.mfapack.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CapTest {

    private final MovableClock clock = new MovableClock();
    private final Cap cap = new Cap(new InMemoryLimits(), clock);

    @Test
    @DisplayName("B3: once a window, and again when it is over")
    void onceAWindow() {
        assertThat(mayTell("alice", "wrong", 1, Duration.ofHours(1))).isTrue();
        clock.forward(Duration.ofMinutes(59));
        assertThat(mayTell("alice", "wrong", 1, Duration.ofHours(1))).isFalse();
        clock.forward(Duration.ofMinutes(3));
        assertThat(mayTell("alice", "wrong", 1, Duration.ofHours(1))).isTrue();
    }

    @Test
    @DisplayName("B2: one kind cannot be used up to hide another, nor one person's for somebody else")
    void eachIsCountedApart() {
        for (int notice = 0; notice < 20; notice++) {
            assertThat(mayTell("alice", "added", 20, Duration.ofDays(1))).isTrue();
        }
        assertThat(mayTell("alice", "added", 20, Duration.ofDays(1))).isFalse();
        assertThat(mayTell("alice", "removed", 20, Duration.ofDays(1))).isTrue();
        assertThat(mayTell("bob", "added", 20, Duration.ofDays(1))).isTrue();
    }

    private boolean mayTell(String user, String what, int most, Duration window) {
        return cap.mayTell("realm", user, what, most, window);
    }
}
