package dev.mfapack.core.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.limit.Alert;
import dev.mfapack.core.limit.Comparison;
import dev.mfapack.core.limit.Holder;
import dev.mfapack.core.limit.InMemoryLimits;
import dev.mfapack.core.limit.LimitPolicy;
import dev.mfapack.core.limit.LimitReason;
import dev.mfapack.core.limit.Limits;
import dev.mfapack.core.limit.MovableClock;
import dev.mfapack.core.limit.Network;
import dev.mfapack.core.limit.Permission;
import dev.mfapack.core.limit.Permission.Refused;
import dev.mfapack.core.limit.SendRules;
import dev.mfapack.core.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Monday of 24 hours, 5,000 people in 12 countries who each log in once or twice, most of them in the morning, at noon and
 * in the evening of their time zone. One in ten has a number that was never verified.
 *
 * <ul>
 *   <li>400 work in one office, behind one address, and come between half past seven and half past nine; their numbers are of
 *       one block, as companies buy them.
 *   <li>600 are customers of one carrier, whose addresses are all of one /24.
 *   <li>The others have addresses of 1,500 networks.
 *   <li>In 4 of 100 logins the first message does not come and another is asked for as soon as the page offers it, in another
 *       4 the first answer is wrong. Some give up, so that 93 % of all codes come back, half of them within 15 s and nearly
 *       all within two minutes.
 * </ul>
 */
class NormalDayReplayTest {

    private static final int PEOPLE = 5_000;
    private static final int OFFICE = 400;
    private static final int CARRIER = 600;
    private static final int NETWORKS = 1_500;
    private static final int FRESH_PERCENT = 10;
    private static final int TYPING_ERROR_PERCENT = 4;
    private static final int RESEND_PERCENT = 4;
    private static final double GIVES_UP = 0.033;
    private static final List<String> COUNTRIES =
            List.of("DE", "AT", "CH", "FR", "ES", "IT", "PL", "GB", "US", "BR", "IN", "JP");
    private static final List<Integer> HOURS_AHEAD = List.of(1, 1, 1, 1, 1, 1, 1, 0, -6, -3, 5, 9);
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private final MovableClock clock = new MovableClock();
    private final Agenda agenda = new Agenda(clock);
    private final InMemoryLimits store = new InMemoryLimits();
    private final SendRules rules = new SendRules(LimitPolicy.DEFAULT, CodePolicy.DEFAULT);
    private final Limits limits = new Limits(store, rules, clock);
    private final SmsGuard guard = new SmsGuard(
            store,
            rules,
            new SmsPolicy(Set.copyOf(COUNTRIES), SmsPolicy.DEFAULT.lineTypes(), 20, 5, 30, 10, 20_000, 30),
            clock);

    private final Map<LimitReason, Integer> refusals = new EnumMap<>(LimitReason.class);
    private final Set<String> freshPeople = new HashSet<>();
    private final Set<String> freshRefused = new HashSet<>();
    private final Set<String> knownRefused = new HashSet<>();
    private int sent;
    private int back;
    private int alerts;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    @DisplayName(
            "F3 to F9: on a normal day nobody with a verified number is refused, and at most 2 in 1,000 of the others")
    void aNormalDayIsNotDisturbed(long seed) {
        Random chance = new Random(seed);
        for (int person = 0; person < PEOPLE; person++) {
            comes(person, chance);
        }
        agenda.play();
        System.out.printf(
                "normal day %d: %d messages, %.1f %% came back; refused: %d people with a verified number,"
                        + " %d of %d others %s; %d alerts%n",
                seed,
                sent,
                100.0 * back / sent,
                knownRefused.size(),
                freshRefused.size(),
                freshPeople.size(),
                refusals,
                alerts);

        assertThat(100.0 * back / sent).isBetween(92.0, 94.0);
        assertThat(knownRefused).isEmpty();
        assertThat(freshRefused.size() * 1000).isLessThanOrEqualTo(2 * freshPeople.size());
        assertThat(alerts).isZero();
    }

    private void comes(int person, Random chance) {
        boolean inOffice = person < OFFICE;
        int country = inOffice || person < OFFICE + CARRIER ? 0 : person % COUNTRIES.size();
        boolean fresh = chance.nextInt(100) < FRESH_PERCENT;
        SmsRequest first = request(person, country, fresh, chance);
        if (fresh) {
            freshPeople.add("user-" + person);
        }
        Instant morning = inOffice
                ? MovableClock.BEGIN.plus(Duration.ofMinutes(390 + chance.nextInt(120)))
                : timeOfDay(country, chance);
        agenda.at(morning.plusMillis(chance.nextInt(60_000)), () -> login(first, chance));
        Instant again = morning.plus(Duration.ofMinutes(120 + chance.nextInt(300)));
        if (chance.nextBoolean() && again.isBefore(MovableClock.BEGIN.plus(Duration.ofDays(1)))) {
            // As fresh as before: stricter than life, where its first code has come back by now.
            agenda.at(again, () -> login(first, chance));
        }
    }

    private void login(SmsRequest request, Random chance) {
        if (!send(request)) {
            return;
        }
        if (chance.nextInt(100) < RESEND_PERCENT) {
            agenda.at(clock.instant().plusSeconds(30 + chance.nextInt(30)), () -> {
                if (send(request)) {
                    answer(request, chance);
                }
            });
        } else {
            answer(request, chance);
        }
    }

    private void answer(SmsRequest request, Random chance) {
        if (chance.nextDouble() < GIVES_UP) {
            return;
        }
        Instant sentAt = clock.instant();
        Holder holder = request.send().holder();
        long seconds = Math.min(170, Math.round(15 * Math.exp(0.9 * chance.nextGaussian())) + 3);
        if (chance.nextInt(100) < TYPING_ERROR_PERCENT) {
            agenda.at(
                    sentAt.plusSeconds(seconds),
                    () -> assertThat(limits.beforeComparing(holder)).isInstanceOf(Comparison.Go.class));
        }
        agenda.at(sentAt.plusSeconds(seconds + 5), () -> {
            assertThat(limits.beforeComparing(holder)).isInstanceOf(Comparison.Go.class);
            guard.verified(request, sentAt);
            back++;
        });
    }

    private boolean send(SmsRequest request) {
        Permission permission = guard.mayLeave(request);
        alerts += (int) permission.alerts().stream()
                .filter(alert -> !(alert instanceof Alert.CapReached))
                .count();
        if (permission instanceof Refused refused) {
            refusals.merge(refused.reason(), 1, Integer::sum);
            (request.send().verifiedBefore() ? knownRefused : freshRefused)
                    .add(request.send().holder().userId());
            return false;
        }
        sent++;
        return true;
    }

    /** Around 8, 13 and 20 o'clock where the person is. */
    private static Instant timeOfDay(int country, Random chance) {
        double hour = List.of(8.0, 13.0, 20.0).get(chance.nextInt(3)) + 1.5 * chance.nextGaussian();
        long seconds = Math.round((hour - HOURS_AHEAD.get(country)) * 3600);
        return MovableClock.BEGIN.plusSeconds(Math.floorMod(seconds, 24L * 3600));
    }

    private static SmsRequest request(int person, int country, boolean fresh, Random chance) {
        String number =
                person < OFFICE ? "+491701234%04d".formatted(person) : someNumber(COUNTRIES.get(country), chance);
        int network = chance.nextInt(NETWORKS);
        String address = person < OFFICE
                ? "203.0.113.10"
                : person < OFFICE + CARRIER
                        ? "198.51.100." + chance.nextInt(256)
                        : "10.%d.%d.7".formatted(network / 250, network % 250);
        return SmsRequest.of(
                TestKey.KEY, "realm", "user-" + person, new PhoneNumber(number), Network.of(address), !fresh, false);
    }

    /** A mobile number of the country: its example number with other last six digits. */
    private static String someNumber(String region, Random chance) {
        String example = NUMBERS.format(
                Objects.requireNonNull(NUMBERS.getExampleNumberForType(region, PhoneNumberType.MOBILE)),
                PhoneNumberFormat.E164);
        for (int attempt = 0; attempt < 1_000; attempt++) {
            String number = example.substring(0, example.length() - 6) + "%06d".formatted(chance.nextInt(1_000_000));
            if (PhoneNumber.parse(number, "")
                    .filter(it -> SmsPolicy.DEFAULT.lineTypes().contains(it.lineType()))
                    .isPresent()) {
                return number;
            }
        }
        throw new IllegalStateException("no mobile number found in " + region);
    }
}
