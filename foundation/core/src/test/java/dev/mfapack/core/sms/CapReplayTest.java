package dev.mfapack.core.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.limit.Alert;
import dev.mfapack.core.limit.InMemoryLimits;
import dev.mfapack.core.limit.LimitPolicy;
import dev.mfapack.core.limit.LimitReason;
import dev.mfapack.core.limit.MovableClock;
import dev.mfapack.core.limit.Network;
import dev.mfapack.core.limit.Permission;
import dev.mfapack.core.limit.Permission.Allowed;
import dev.mfapack.core.limit.Permission.Refused;
import dev.mfapack.core.limit.SendRules;
import dev.mfapack.core.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Somebody burns a realm's cap of 1,000 messages to stop its people: all day long, a fresh account every 10 seconds has a code
 * sent to a fresh number, of many blocks of numbers and many networks, and every other code comes back, so that nothing but
 * the cap stops it. Meanwhile 290 people log in with their numbers, evenly over the day.
 */
class CapReplayTest {

    private static final int CAP = 1_000;
    private static final int PEOPLE = 290;
    private static final Duration DAY = Duration.ofDays(1);

    private final MovableClock clock = new MovableClock();
    private final Agenda agenda = new Agenda(clock);
    private final SmsGuard guard = new SmsGuard(
            new InMemoryLimits(),
            new SendRules(LimitPolicy.DEFAULT, CodePolicy.DEFAULT),
            new SmsPolicy(Set.of("DE"), SmsPolicy.DEFAULT.lineTypes(), 20, 5, 30, 10, CAP, 30),
            clock);
    private final List<Integer> told = new ArrayList<>();
    private final Map<LimitReason, Integer> refusalsOfFresh = new EnumMap<>(LimitReason.class);
    private int fresh;
    private int known;

    @Test
    @DisplayName("F9: whoever burns the cap with fresh numbers stops nobody whose number was verified before")
    void whoeverBurnsTheCapStopsNobodyWhoWasThere() {
        int wishes = (int) DAY.dividedBy(Duration.ofSeconds(10));
        for (int wish = 0; wish < wishes; wish++) {
            SmsRequest request = request("fresh", wish, false);
            agenda.at(MovableClock.BEGIN.plusSeconds(10L * wish), () -> fresh(request));
        }
        Duration pause = DAY.dividedBy(PEOPLE);
        for (int person = 0; person < PEOPLE; person++) {
            SmsRequest request = request("person", person, true);
            agenda.at(MovableClock.BEGIN.plus(pause.multipliedBy(person)), () -> known(request));
        }
        agenda.play();
        System.out.printf(
                "cap of %d: %d of %d fresh numbers got a message, %d of %d verified before; refused %s; told at %s %%%n",
                CAP, fresh, wishes, known, PEOPLE, refusalsOfFresh, told);

        assertThat(known).isEqualTo(PEOPLE);
        assertThat(fresh).isBetween(600, 700);
        assertThat(refusalsOfFresh).containsOnlyKeys(LimitReason.REALM_RESERVE);
        assertThat(told).contains(50, 80);
    }

    private void fresh(SmsRequest request) {
        Permission permission = guard.mayLeave(request);
        if (permission instanceof Refused refused) {
            refusalsOfFresh.merge(refused.reason(), 1, Integer::sum);
            return;
        }
        tell(permission);
        fresh++;
        Instant sentAt = clock.instant();
        if (fresh % 2 == 0) {
            agenda.at(sentAt.plusSeconds(15), () -> guard.verified(request, sentAt));
        }
    }

    private void known(SmsRequest request) {
        Permission permission = guard.mayLeave(request);
        known += permission instanceof Allowed ? 1 : 0;
        tell(permission);
        Instant sentAt = clock.instant();
        agenda.at(sentAt.plusSeconds(15), () -> guard.verified(request, sentAt));
    }

    private void tell(Permission permission) {
        permission.alerts().stream()
                .filter(Alert.CapReached.class::isInstance)
                .forEach(alert -> told.add(((Alert.CapReached) alert).percent()));
    }

    private static SmsRequest request(String kind, int number, boolean verifiedBefore) {
        return SmsRequest.of(
                TestKey.KEY,
                "realm",
                kind + number,
                new PhoneNumber("+49151%08d"
                        .formatted((number * 7_919L + (verifiedBefore ? 50_000_000 : 10_000_000)) % 90_000_000)),
                Network.of("10.%d.%d.1".formatted(number / 250 % 250, number % 250)),
                verifiedBefore,
                false);
    }
}
