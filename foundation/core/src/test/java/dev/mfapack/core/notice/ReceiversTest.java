package dev.mfapack.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.notice.Receivers.Bound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReceiversTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    @DisplayName("B2: all validated addresses, the longest bound first, each once")
    void allOfThemOnce() {
        Receivers receivers =
                Receivers.of(List.of(bound("new@a.test", 1), bound("old@b.test", 100), bound("New@A.test", 90)), NOW);

        assertThat(receivers.addresses()).containsExactly("old@b.test", "New@A.test");
        assertThat(receivers.onlyRecent()).isFalse();
    }

    @Test
    @DisplayName("B2: addresses bound in the last 72 hours alone are told, and do not count")
    void recentOnesAloneDoNotCount() {
        Bound early = new Bound("a@a.test", NOW.minus(Receivers.RECENT).plusMillis(1));
        Bound ripe = new Bound("b@b.test", NOW.minus(Receivers.RECENT));

        assertThat(Receivers.of(List.of(early), NOW)).isEqualTo(new Receivers(List.of("a@a.test"), true));
        assertThat(Receivers.of(List.of(early, ripe), NOW).onlyRecent()).isFalse();
        assertThat(Receivers.of(List.of(), NOW)).isEqualTo(new Receivers(List.of(), false));
    }

    @Test
    @DisplayName("B3: their number is capped, and a stranger's new ones push no old one out")
    void theirNumberIsCapped() {
        List<Bound> many = IntStream.rangeClosed(1, 9)
                .mapToObj(days -> bound("a" + days + "@a.test", days))
                .toList();

        assertThat(Receivers.of(many, NOW).addresses())
                .containsExactly("a9@a.test", "a8@a.test", "a7@a.test", "a6@a.test", "a5@a.test");
    }

    @Test
    void noAddressIsPrinted() {
        assertThat(Receivers.of(List.of(bound("old@b.test", 100)), NOW)).hasToString("Receivers[1]");
    }

    private static Bound bound(String address, int daysAgo) {
        return new Bound(address, NOW.minus(Duration.ofDays(daysAgo)));
    }
}
