package dev.mfapack.core.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final Duration WIDTH = Duration.ofSeconds(10);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Instant BEGIN = MovableClock.BEGIN;

    @Property
    @Label("F3: no window, wherever it begins, holds more than the limit")
    void noWindowHoldsMoreThanTheLimit(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(max = 240_000) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 6) int limit) {
        List<Instant> left = leaveWhileAllowed(pauses, limit);

        for (Instant from : left) {
            assertThat(left)
                    .filteredOn(time -> !time.isBefore(from) && time.isBefore(from.plus(WINDOW)))
                    .hasSizeLessThanOrEqualTo(limit);
        }
    }

    @Property
    @Label("what is too strict is one slot's width at most")
    void whatIsTooStrictIsOneWidthAtMost(
            @ForAll @IntRange(max = 100_000_000) int millis, @ForAll @IntRange(min = 1, max = 5) int limit) {
        Instant time = BEGIN.plusMillis(millis);
        Slots full = Slots.of(WIDTH);
        for (int message = 0; message < limit; message++) {
            full = full.plusSent(time);
        }
        Instant free = full.fewerFrom(time, WINDOW, limit, false);

        assertThat(free).isBetween(time.plus(WINDOW), time.plus(WINDOW).plus(WIDTH));
        assertThat(full.sent(free.minusMillis(1), WINDOW)).isEqualTo(limit);
        assertThat(full.sent(free, WINDOW)).isLessThan(limit);
    }

    @Property
    @Label("what is stored is what is read")
    void whatIsStoredIsWhatIsRead(@ForAll @Size(max = 50) List<@IntRange(max = 1_000_000) Integer> millis) {
        Slots slots = Slots.of(WIDTH);
        for (int at : millis) {
            slots = slots.plusSent(BEGIN.plusMillis(at));
            slots = at % 3 == 0 ? slots.plusVerified(BEGIN.plusMillis(at)) : slots;
        }

        assertThat(Slots.of(WIDTH, slots.text())).isEqualTo(slots);
    }

    @Test
    void whatIsNoTextOfSlotsIsRefused() {
        assertThatThrownBy(() -> Slots.of(WIDTH, "17")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Slots.of(WIDTH, "a:1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a code comes back once, to the slot its message is counted in or to the one before")
    void aCodeComesBackToItsMessage() {
        Instant sentAt = BEGIN.plus(WIDTH).minusMillis(1);
        Slots one = Slots.of(WIDTH).plusSent(sentAt);
        Slots back = one.plusVerified(sentAt.plusMillis(2));

        assertThat(one.unverified(sentAt, WINDOW)).isEqualTo(1);
        assertThat(back.unverified(sentAt, WINDOW)).isZero();
        assertThat(back.plusVerified(sentAt)).isEqualTo(back);
        assertThat(one.plusVerified(sentAt.plus(WIDTH).plus(WIDTH))).isEqualTo(one);
    }

    @Test
    @DisplayName("F7: settled are messages that had their time, and codes that came back sooner")
    void settledAreMessagesThatHadTheirTime() {
        Duration time = Duration.ofMinutes(2);
        Instant later = BEGIN.plus(time).plus(WIDTH);
        Slots two = Slots.of(WIDTH).plusSent(BEGIN).plusSent(BEGIN);

        assertThat(two.settled(BEGIN, WINDOW, time)).isZero();
        assertThat(two.plusVerified(BEGIN).settled(BEGIN, WINDOW, time)).isEqualTo(1);
        assertThat(two.settled(later, WINDOW, time)).isEqualTo(2);
    }

    @Test
    @DisplayName("a clock that is set back neither frees a place nor holds it until then")
    void whatIsCountedInTheFutureCountsAsOfNow() {
        Slots ahead = Slots.of(WIDTH).plusSent(BEGIN.plus(Duration.ofDays(30)));
        Slots now = ahead.asOf(BEGIN, WINDOW);

        assertThat(now.sent(BEGIN, WINDOW)).isEqualTo(1);
        assertThat(now.sent(BEGIN.plus(WINDOW).plus(WIDTH), WINDOW)).isZero();
    }

    private static List<Instant> leaveWhileAllowed(List<Integer> pauses, int limit) {
        Slots slots = Slots.of(WIDTH);
        List<Instant> left = new ArrayList<>();
        Instant now = BEGIN;
        for (int pause : pauses) {
            now = now.plusMillis(pause);
            slots = slots.asOf(now, WINDOW);
            if (slots.sent(now, WINDOW) < limit) {
                slots = slots.plusSent(now);
                left.add(now);
            }
        }
        return left;
    }
}
