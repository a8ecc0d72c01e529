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
import dev.mfapack.core.phone.LineType;
import dev.mfapack.core.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsGuardTest {

    private static final Set<LineType> MOBILES = Set.of(LineType.MOBILE, LineType.FIXED_LINE_OR_MOBILE);
    private static final SmsPolicy POLICY = new SmsPolicy(Set.of("DE", "US"), MOBILES, 20, 5, 30, 10, 10_000, 30);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MovableClock clock = new MovableClock();
    private final InMemoryLimits store = new InMemoryLimits();
    private final SmsGuard guard = guard(POLICY);
    private int people;

    @Test
    @DisplayName("F1: with no country nothing is sent")
    void withNoCountryNothingIsSent() {
        assertThat(reason(guard(SmsPolicy.DEFAULT).mayLeave(fresh(1)))).isEqualTo(LimitReason.COUNTRY_LIST_EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "+4915112345678, , a mobile number",
        "+12015550123, , a country whose numbers do not tell mobiles from others",
        "+33612345678, COUNTRY, France is not on the list",
        "+16135550123, COUNTRY, Canada shares a code with a country that is",
        "+881612345678, COUNTRY, a satellite has no country",
        "+4930123456, LINE_TYPE, a fixed line",
        "+499001234567, LINE_TYPE, a premium number",
        "+491801234567, LINE_TYPE, a shared-cost number",
    })
    @DisplayName("F1, F2: only countries on the list, only numbers that take texts")
    void onlyCountriesOnTheListAndNumbersThatTakeTexts(String number, LimitReason refusal, String why) {
        Permission permission = guard.mayLeave(request("alice", number, 1, false));

        if (refusal == null) {
            assertThat(permission).as(why).isInstanceOf(Allowed.class);
        } else {
            assertThat(permission).as(why).isEqualTo(new Refused(refusal, null));
        }
    }

    @Test
    @DisplayName("F3, F4, F5 hold for texts as for every factor, and what they refuse counts nowhere")
    void theRulesOfAllFactorsHold() {
        assertThat(guard.mayLeave(known("alice", 1))).isInstanceOf(Allowed.class);
        for (int again = 0; again < 100; again++) {
            assertThat(reason(guard.mayLeave(known("alice", 1)))).isEqualTo(LimitReason.RESEND_WAIT);
        }
        assertThat(traffic(known("alice", 1).realm()).slots().sent(clock.instant(), Duration.ofDays(1)))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("F6: twenty messages to a block of numbers in ten minutes; verified before are exempt")
    void twentyMessagesToABlockInTenMinutes() {
        for (int message = 0; message < 20; message++) {
            assertThat(guard.mayLeave(fresh(message * 10))).isInstanceOf(Allowed.class);
        }

        Refused refused = (Refused) guard.mayLeave(fresh(500));
        assertThat(refused.reason()).isEqualTo(LimitReason.PREFIX_RATE);
        assertThat(guard.mayLeave(known("alice", 501))).isInstanceOf(Allowed.class);
        assertThat(guard.mayLeave(request("bob", "+4915113345678", 2, false))).isInstanceOf(Allowed.class);
        assertThat(Duration.between(clock.instant(), until(refused)))
                .isBetween(MINUTE.multipliedBy(10), MINUTE.multipliedBy(11));
    }

    @Test
    @DisplayName("F6: and forty in an hour, when enough come back that F7 does not stop them")
    void fortyMessagesToABlockInAnHour() {
        int left = 0;
        for (int minute = 0; minute < 55; minute++) {
            SmsRequest one = someone();
            if (guard.mayLeave(one) instanceof Allowed) {
                left++;
            }
            SmsRequest another = someone();
            if (left % 4 == 1 && guard.mayLeave(another) instanceof Allowed) {
                left++;
                guard.verified(another, clock.instant());
            }
            clock.forward(MINUTE);
        }

        assertThat(reason(guard.mayLeave(someone()))).isEqualTo(LimitReason.PREFIX_RATE);
        assertThat(traffic(someone().prefix()).slots().unverified(clock.instant(), Duration.ofHours(1)))
                .isEqualTo(40);
    }

    @Test
    @DisplayName("F6: a block may have five times what came back in ten minutes of the last seven days")
    void aBusyBlockMayHaveFiveTimesItsUsualRate() {
        // 2,016 codes come back in a week: two in ten minutes, so ten are allowed by it, and the twenty stay.
        weekOf(2_016);
        assertThat(leaving(100)).isEqualTo(20);

        // Six in ten minutes: thirty.
        clock.forward(Duration.ofDays(8));
        weekOf(6_048);
        assertThat(leaving(100)).isEqualTo(30);
    }

    @Test
    @DisplayName("F6: messages that nobody answers never raise a block's usual rate")
    void messagesThatNobodyAnswersNeverRaiseTheRate() {
        for (int hour = 0; hour < 24 * 7; hour++) {
            leaving(100);
            clock.forward(Duration.ofHours(1));
        }

        assertThat(leaving(100)).isLessThanOrEqualTo(20);
    }

    @Test
    @DisplayName(
            "F8: from the fifth message to ten neighbouring numbers on nothing is sent to them; verified before are exempt")
    void fromTheFifthNeighbourOnNothingIsSent() {
        for (int number = 0; number < 4; number++) {
            assertThat(guard.mayLeave(fresh(number))).isInstanceOf(Allowed.class);
        }

        assertThat(reason(guard.mayLeave(fresh(4)))).isEqualTo(LimitReason.NEIGHBOURS);
        assertThat(guard.mayLeave(known("alice", 5))).isInstanceOf(Allowed.class);
        assertThat(guard.mayLeave(fresh(10))).isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("F7: below a tenth of twenty a block of numbers gets nothing for 5 minutes, doubling to 12 hours")
    void aBlockThatDoesNotAnswerIsBlockedForLonger() {
        leaving(20);
        clock.forward(Duration.ofMinutes(3));
        List<Long> minutes = new ArrayList<>();
        Instant end = clock.instant().plus(Duration.ofDays(4));
        int trials = 0;
        while (clock.instant().isBefore(end)) {
            // Somebody tries all the time; to keep the share low, the other messages of the hour are as bad.
            Permission permission = guard.mayLeave(someone());
            if (permission instanceof Refused refused && !refused.alerts().isEmpty()) {
                minutes.add(Duration.between(clock.instant(), until(refused)).toMinutes());
            }
            trials += permission instanceof Allowed ? 1 : 0;
            clock.forward(MINUTE);
        }

        assertThat(minutes.subList(0, 4)).containsExactly(5L, 10L, 20L, 40L);
        assertThat(minutes).isSorted().allMatch(length -> length <= 720);
        assertThat(trials).isLessThan(24 * 4 * 20);
    }

    @Test
    @DisplayName("F7: messages that had no time to be answered yet block nobody")
    void aBusyMinuteBlocksNobody() {
        leaving(20);

        assertThat(reason(guard.mayLeave(someone()))).isEqualTo(LimitReason.PREFIX_RATE);
    }

    @Test
    @DisplayName("F7: after a block each trial that comes back allows the next, until enough do")
    void eachTrialThatComesBackAllowsTheNext() {
        leaving(20);
        clock.forward(Duration.ofMinutes(11));
        Refused blocked = (Refused) guard.mayLeave(someone());
        assertThat(blocked.reason()).isEqualTo(LimitReason.PREFIX_CONVERSION);
        assertThat(blocked.alerts())
                .containsExactly(
                        new Alert.Blocked("+491511234", 0, until(blocked)), new Alert.Blocked("DE", 0, until(blocked)));
        clock.to(until(blocked));

        // 0, 1 and 2 of 20, 21 and 22; with 3 of 23 it is a tenth again.
        for (int trial = 0; trial < 3; trial++) {
            SmsRequest one = someone();
            assertThat(guard.mayLeave(one)).isInstanceOf(Allowed.class);
            assertThat(reason(guard.mayLeave(someone()))).isEqualTo(LimitReason.PREFIX_CONVERSION);
            guard.verified(one, clock.instant());
        }
        assertThat(guard.mayLeave(someone())).isInstanceOf(Allowed.class);
        assertThat(guard.mayLeave(someone())).isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("F7: below 30 % of twenty operators are told, once an hour")
    void belowAThirdOperatorsAreTold() {
        answered(20, 5);
        clock.forward(Duration.ofMinutes(11));

        Allowed first = (Allowed) guard.mayLeave(someone());
        assertThat(first.alerts())
                .containsExactly(new Alert.LowConversion("+491511234", 25), new Alert.LowConversion("DE", 25));
        assertThat(guard.mayLeave(someone()).alerts()).isEmpty();
    }

    @Test
    @DisplayName("F7: what strangers do with fresh numbers never stops numbers verified before, not even of that block")
    void freshNumbersNeverBlockThoseVerifiedBefore() {
        leaving(20);
        clock.forward(Duration.ofMinutes(11));
        assertThat(reason(guard.mayLeave(someone()))).isEqualTo(LimitReason.PREFIX_CONVERSION);

        assertThat(guard.mayLeave(known("alice", 1))).isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("F7: numbers verified before are judged too, by themselves")
    void numbersVerifiedBeforeAreJudgedByThemselves() {
        for (int person = 0; person < 20; person++) {
            assertThat(guard.mayLeave(known("user-" + person, person))).isInstanceOf(Allowed.class);
        }
        clock.forward(Duration.ofMinutes(4));

        assertThat(reason(guard.mayLeave(known("alice", 99)))).isEqualTo(LimitReason.PREFIX_CONVERSION);
        assertThat(guard.mayLeave(fresh(300))).isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("F7: a country that does not answer is blocked as well, whatever the blocks of numbers")
    void aCountryThatDoesNotAnswerIsBlocked() {
        for (int block = 0; block < 20; block++) {
            assertThat(guard.mayLeave(request("user-" + block, "+49151%02d345678".formatted(block + 10), block, false)))
                    .isInstanceOf(Allowed.class);
        }
        clock.forward(Duration.ofMinutes(4));

        assertThat(reason(guard.mayLeave(request("alice", "+4915155345678", 99, false))))
                .isEqualTo(LimitReason.COUNTRY_CONVERSION);
        assertThat(guard.mayLeave(request("alice", "+12015550123", 99, false))).isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName(
            "F9: fresh numbers stop at 70 % of the cap, numbers verified before at the cap; told at 50, 80 and 100 %")
    void theCapHasAReserveForNumbersVerifiedBefore() {
        SmsGuard capped = guard(new SmsPolicy(Set.of("DE"), MOBILES, 1000, 11, 30, 10, 10, 30));
        List<Integer> told = new ArrayList<>();
        for (int message = 0; message < 7; message++) {
            told.addAll(capsTold(capped.mayLeave(fresh(message * 10))));
        }
        assertThat(reason(capped.mayLeave(fresh(700)))).isEqualTo(LimitReason.REALM_RESERVE);
        for (int message = 0; message < 3; message++) {
            told.addAll(capsTold(capped.mayLeave(known("user", 800 + message))));
        }
        Refused refused = (Refused) capped.mayLeave(known("alice", 900));

        assertThat(refused.reason()).isEqualTo(LimitReason.REALM_CAP);
        assertThat(told).containsExactly(50, 80, 100);
        clock.to(until(refused));
        assertThat(capped.mayLeave(known("alice", 900))).isInstanceOf(Allowed.class);
    }

    @Property(tries = 200)
    @Label(
            "F9: whoever asks in which order, never more than the cap leaves in a day, nor a fresh number beyond its share")
    void neverMoreThanTheCapLeaves(
            @ForAll @Size(min = 20, max = 120) List<@IntRange(max = 3600) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 20) int cap,
            @ForAll @IntRange(max = 90) int reserved,
            @ForAll @IntRange(min = 1, max = 5) int freshOf) {
        MovableClock time = new MovableClock();
        SmsGuard capped = new SmsGuard(
                new InMemoryLimits(),
                new SendRules(new LimitPolicy(10, 50, 50, 1000), CodePolicy.DEFAULT),
                new SmsPolicy(Set.of("DE"), MOBILES, 1000, 11, 1, 0, cap, reserved),
                time);
        List<Instant> left = new ArrayList<>();
        for (int message = 0; message < pauses.size(); message++) {
            time.forward(Duration.ofSeconds(pauses.get(message)));
            boolean isFresh = message % freshOf == 0;
            int before = within(left, time.instant().minus(Duration.ofDays(1)));
            if (capped.mayLeave(request("user-" + message, number(message * 10), message, !isFresh))
                    instanceof Allowed) {
                left.add(time.instant());
                assertThat(isFresh && before * 100L >= cap * (100L - reserved)).isFalse();
            }
            assertThat(within(left, time.instant().minus(Duration.ofDays(1)))).isLessThanOrEqualTo(cap);
        }
    }

    @Test
    @DisplayName("nothing that is kept shows a number")
    void nothingThatIsKeptShowsANumber() {
        SmsRequest request = fresh(5678);

        assertThat(List.of(
                        request.send(), request.prefix(), request.country(), request.neighbourhood(), request.realm()))
                .allSatisfy(kept -> assertThat(kept.toString()).doesNotContain("15112345678", "1511234567"));
        assertThat(request.neighbourhood()).isEqualTo(fresh(5679).neighbourhood());
        assertThat(request.neighbourhood()).isNotEqualTo(fresh(5689).neighbourhood());
        assertThat(request.send().destination()).isNotEqualTo(fresh(5679).send().destination());
    }

    /** So many codes to this block come back in the seven days before now. */
    private void weekOf(int codes) {
        Instant end = clock.instant().plus(Duration.ofDays(7)).minus(Duration.ofHours(1));
        Duration pause = Duration.ofDays(7).minus(Duration.ofHours(1)).dividedBy(codes);
        for (int code = 0; code < codes; code++) {
            SmsRequest one = someone();
            assertThat(guard.mayLeave(one)).isInstanceOf(Allowed.class);
            guard.verified(one, clock.instant());
            clock.forward(pause);
        }
        clock.to(end.plus(Duration.ofMinutes(30)));
    }

    private int leaving(int wishes) {
        int left = 0;
        for (int wish = 0; wish < wishes; wish++) {
            left += guard.mayLeave(someone()) instanceof Allowed ? 1 : 0;
        }
        return left;
    }

    private void answered(int messages, int right) {
        for (int message = 0; message < messages; message++) {
            SmsRequest one = someone();
            assertThat(guard.mayLeave(one)).isInstanceOf(Allowed.class);
            if (message < right) {
                guard.verified(one, clock.instant());
            }
        }
    }

    /** Somebody new, at another address, with a number of the block that has no neighbours among the others. */
    private SmsRequest someone() {
        people++;
        return request("person-" + people, number(people * 10 % 10_000), people, false);
    }

    private static SmsRequest fresh(int number) {
        return request("user-" + number, number(number), number, false);
    }

    private static SmsRequest known(String person, int number) {
        return request(person, number(number), 1, true);
    }

    private static String number(int last) {
        return "+491511234%04d".formatted(last);
    }

    private static SmsRequest request(String person, String number, int address, boolean verifiedBefore) {
        Network network = Network.of("10.%d.%d.1".formatted(address / 250 % 250, address % 250));
        return SmsRequest.of(TestKey.KEY, "realm", person, new PhoneNumber(number), network, verifiedBefore, false);
    }

    private SmsGuard guard(SmsPolicy policy) {
        return new SmsGuard(store, new SendRules(LimitPolicy.DEFAULT, CodePolicy.DEFAULT), policy, clock);
    }

    private Traffic traffic(Place place) {
        return store.inOneStep(Set.of(), Set.of(place), (tallies, flows) -> flows.get(place));
    }

    private static LimitReason reason(Permission permission) {
        return ((Refused) permission).reason();
    }

    private static Instant until(Refused refused) {
        return Objects.requireNonNull(refused.until());
    }

    private static List<Integer> capsTold(Permission permission) {
        assertThat(permission).isInstanceOf(Allowed.class);
        return permission.alerts().stream()
                .filter(Alert.CapReached.class::isInstance)
                .map(alert -> ((Alert.CapReached) alert).percent())
                .toList();
    }

    private static int within(List<Instant> left, Instant after) {
        return (int) left.stream().filter(time -> time.isAfter(after)).count();
    }
}
