package dev.mfapack.core.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.limit.Permission.Allowed;
import dev.mfapack.core.limit.Permission.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final Holder ALICE = new Holder("realm", "alice", "mfa-sms");
    private static final Network HOME = Network.of("203.0.113.7");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MovableClock clock = new MovableClock();
    private final InMemoryLimits store = new InMemoryLimits();
    private final Limits limits = new Limits(store, new SendRules(LimitPolicy.DEFAULT, CodePolicy.DEFAULT), clock);

    // Sending

    @Test
    @DisplayName("F3: three messages to a number in ten minutes, then none until the first is ten minutes old")
    void threeMessagesToANumberInTenMinutes() {
        sendPatiently(known("number"), 3);

        Refused refused = refused(known("number"));
        assertThat(refused.reason()).isEqualTo(LimitReason.DESTINATION_10_MIN);
        clock.to(until(refused));
        assertThat(limits.beforeSending(known("number"))).isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("F3: ten messages to a number in a day")
    void tenMessagesToANumberInADay() {
        for (int message = 0; message < 10; message++) {
            assertThat(limits.beforeSending(known("number"))).isInstanceOf(Allowed.class);
            clock.forward(Duration.ofHours(1));
        }

        assertThat(refused(known("number")).reason()).isEqualTo(LimitReason.DESTINATION_DAY);
        clock.forward(Duration.ofHours(14).plus(MINUTE));
        assertThat(limits.beforeSending(known("number"))).isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("F3: ten messages to a person in an hour, whatever the numbers; another factor has its own ten")
    void tenMessagesToAPersonInAnHour() {
        for (int message = 0; message < 10; message++) {
            assertThat(limits.beforeSending(known("number-" + message))).isInstanceOf(Allowed.class);
        }

        assertThat(refused(known("number-10")).reason()).isEqualTo(LimitReason.PERSON_HOUR);
        Holder byEmail = new Holder("realm", "alice", "mfa-email");
        assertThat(limits.beforeSending(new SendRequest(byEmail, "address", HOME, true, false)))
                .isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("F4: ten messages an hour from a network to fresh numbers; numbers verified before are exempt")
    void tenMessagesAnHourFromANetworkToFreshNumbers() {
        for (int message = 0; message < 10; message++) {
            assertThat(limits.beforeSending(fresh(message))).isInstanceOf(Allowed.class);
        }

        assertThat(refused(fresh(10)).reason()).isEqualTo(LimitReason.NETWORK_HOUR);
        assertThat(limits.beforeSending(known("number"))).isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("F4: whose code came back no longer counts, so that an office can bind its numbers")
    void whoseCodeCameBackNoLongerCountsForTheNetwork() {
        for (int person = 0; person < 100; person++) {
            assertThat(limits.beforeSending(fresh(person))).isInstanceOf(Allowed.class);
            Instant sentAt = clock.instant();
            clock.forward(Duration.ofSeconds(20));
            limits.answeredRight(fresh(person), sentAt);
        }
    }

    @Test
    @DisplayName("F5: 30, 60, then 120 s between messages to a number, across logins; a refusal costs nothing")
    void theLadderHoldsAcrossLogins() {
        Limits patient = new Limits(store, new SendRules(new LimitPolicy(10, 50, 50, 10), CodePolicy.DEFAULT), clock);
        List<Long> waits = new ArrayList<>();
        for (int message = 0; message < 5; message++) {
            assertThat(patient.beforeSending(known("number"))).isInstanceOf(Allowed.class);
            Refused refused = (Refused) patient.beforeSending(known("number"));
            assertThat(refused.reason()).isEqualTo(LimitReason.RESEND_WAIT);
            waits.add(Duration.between(clock.instant(), until(refused)).toSeconds());
            clock.to(until(refused).minusMillis(1));
            assertThat(patient.beforeSending(known("number"))).isInstanceOf(Refused.class);
            clock.to(until(refused));
        }

        assertThat(waits).containsExactly(30L, 60L, 120L, 120L, 120L);
    }

    @Test
    @DisplayName("F5: the ladder begins anew after ten quiet minutes, and after a right answer")
    void theLadderBeginsAnew() {
        assertThat(limits.beforeSending(known("number"))).isInstanceOf(Allowed.class);
        limits.answeredRight(known("number"), clock.instant());
        assertThat(limits.beforeSending(known("number"))).isInstanceOf(Allowed.class);

        clock.forward(Duration.ofMinutes(10));
        assertThat(limits.beforeSending(known("number"))).isInstanceOf(Allowed.class);
        Refused refused = refused(known("number"));
        assertThat(Duration.between(clock.instant(), until(refused))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("F5: a message that never left costs no wait, but counts")
    void aMessageThatNeverLeftCostsNoWait() {
        SendRequest again = new SendRequest(ALICE, "number", HOME, true, true);
        assertThat(limits.beforeSending(known("number"))).isInstanceOf(Allowed.class);
        assertThat(limits.beforeSending(again)).isInstanceOf(Allowed.class);
        assertThat(limits.beforeSending(again)).isInstanceOf(Allowed.class);

        assertThat(((Refused) limits.beforeSending(again)).reason()).isEqualTo(LimitReason.DESTINATION_10_MIN);
    }

    @Test
    @DisplayName("F5: one person's wait is not another's, nor that of another number")
    void theLadderIsOfOnePersonAndNumber() {
        assertThat(limits.beforeSending(known("number"))).isInstanceOf(Allowed.class);

        assertThat(limits.beforeSending(known("another"))).isInstanceOf(Allowed.class);
        Holder bob = new Holder("realm", "bob", "mfa-sms");
        assertThat(limits.beforeSending(new SendRequest(bob, "number", HOME, true, false)))
                .isInstanceOf(Allowed.class);
    }

    @Property
    @Label(
            "F3: whatever is tried when, no ten minutes see more than three messages to a number, and no day more than ten")
    void noStretchSeesMoreThanItsLimit(@ForAll @Size(min = 10, max = 200) List<@IntRange(max = 600) Integer> pauses) {
        MovableClock time = new MovableClock();
        Limits fresh = new Limits(new InMemoryLimits(), new SendRules(LimitPolicy.DEFAULT, CodePolicy.DEFAULT), time);
        List<Instant> left = new ArrayList<>();
        for (int pause : pauses) {
            time.forward(Duration.ofSeconds(pause));
            if (fresh.beforeSending(known("number")) instanceof Allowed) {
                left.add(time.instant());
            }
        }

        for (Instant from : left) {
            assertThat(within(left, from, Duration.ofMinutes(10))).isLessThanOrEqualTo(3);
            assertThat(within(left, from, Duration.ofDays(1))).isLessThanOrEqualTo(10);
        }
    }

    @Property
    @Label("a refusal ends when it says, unless something leaves meanwhile")
    void aRefusalEndsWhenItSays(@ForAll @Size(min = 4, max = 60) List<@IntRange(max = 300) Integer> pauses) {
        MovableClock time = new MovableClock();
        Limits fresh = new Limits(new InMemoryLimits(), new SendRules(LimitPolicy.DEFAULT, CodePolicy.DEFAULT), time);
        for (int pause : pauses) {
            time.forward(Duration.ofSeconds(pause));
            if (fresh.beforeSending(known("number")) instanceof Refused refused) {
                time.to(until(refused));
                assertThat(fresh.beforeSending(known("number"))).isInstanceOf(Allowed.class);
            }
        }
    }

    @Test
    @DisplayName("I2: of parallel wishes for one number exactly one leaves")
    void ofParallelWishesForOneNumberOneLeaves() throws Exception {
        List<Permission> permissions = inParallel(() -> limits.beforeSending(known("number")));

        assertThat(permissions).filteredOn(Allowed.class::isInstance).hasSize(1);
    }

    // Answering

    @Test
    @DisplayName("T2: four wrong answers cost no wait, then 30 s, doubling to an hour")
    void theWaitGrowsFromHalfAMinuteToAnHour() {
        List<Long> waits = new ArrayList<>();
        for (int failure = 1; failure <= 14; failure++) {
            assertThat(limits.beforeComparing(ALICE)).isEqualTo(new Comparison.Go(failure));
            if (failure >= 5) {
                Comparison.Wait wait = (Comparison.Wait) limits.beforeComparing(ALICE);
                waits.add(Duration.between(clock.instant(), wait.until()).toSeconds());
                clock.to(wait.until());
            }
        }

        assertThat(waits).containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L, 3600L);
    }

    @Test
    @DisplayName("T2: after 100 wrong answers in a row the factor is disabled, until it is bound anew")
    void afterAHundredFailuresTheFactorIsDisabled() {
        failAHundredTimes();
        clock.forward(Duration.ofDays(3650));
        assertThat(limits.beforeComparing(ALICE)).isInstanceOf(Comparison.Disabled.class);

        limits.boundAnew(ALICE);
        assertThat(limits.beforeComparing(ALICE)).isEqualTo(new Comparison.Go(1));
    }

    @Test
    @DisplayName(
            "T2: of 500 guesses in ten seconds five are compared, and the right one after them waits like any other")
    void guessesWithoutPauseAreRefused() {
        int compared = 0;
        for (int guess = 0; guess < 500; guess++) {
            compared += limits.beforeComparing(ALICE) instanceof Comparison.Go ? 1 : 0;
            clock.forward(Duration.ofMillis(20));
        }

        assertThat(compared).isEqualTo(5);
        assertThat(limits.beforeComparing(ALICE)).isInstanceOf(Comparison.Wait.class);
    }

    @Test
    @DisplayName("T2: only wrong answers in a row count: a right one sets them back")
    void aRightAnswerSetsTheCountBack() {
        for (int failure = 1; failure <= 4; failure++) {
            limits.beforeComparing(ALICE);
        }
        assertThat(limits.beforeComparing(ALICE)).isEqualTo(new Comparison.Go(5));
        limits.answeredRight(known("number"), clock.instant());

        assertThat(limits.beforeComparing(ALICE)).isEqualTo(new Comparison.Go(1));
    }

    @Test
    @DisplayName("T2: the hundredth answer in a row, if it is right, disables nothing")
    void theHundredthAnswerMayBeRight() {
        for (int failure = 1; failure <= 99; failure++) {
            limits.beforeComparing(ALICE);
            clock.forward(Duration.ofHours(1));
        }
        Comparison.Go last = (Comparison.Go) limits.beforeComparing(ALICE);
        assertThat(last.isLast()).isTrue();
        limits.answeredRight(ALICE);

        assertThat(limits.beforeComparing(ALICE)).isEqualTo(new Comparison.Go(1));
    }

    @Test
    @DisplayName("C3, I3: sending again never sets the count of wrong answers back, and costs none")
    void sendingNeverResetsTheCount() {
        limits.beforeComparing(ALICE);
        limits.beforeComparing(ALICE);
        limits.beforeSending(known("number"));
        clock.forward(MINUTE);
        limits.beforeSending(known("number"));

        assertThat(limits.beforeComparing(ALICE)).isEqualTo(new Comparison.Go(3));
    }

    @Test
    @DisplayName("T3: each factor of a person has a count of its own")
    void eachFactorHasACountOfItsOwn() {
        failAHundredTimes();

        assertThat(limits.beforeComparing(new Holder("realm", "alice", "mfa-email")))
                .isEqualTo(new Comparison.Go(1));
        assertThat(limits.beforeComparing(new Holder("realm", "bob", "mfa-sms")))
                .isEqualTo(new Comparison.Go(1));
        assertThat(limits.beforeComparing(new Holder("other", "alice", "mfa-sms")))
                .isEqualTo(new Comparison.Go(1));
    }

    @Test
    @DisplayName("an answer that nothing was compared with is no wrong one")
    void whatWasNotComparedDoesNotCount() {
        limits.beforeComparing(ALICE);
        limits.beforeComparing(ALICE);
        limits.notCompared(ALICE);

        assertThat(limits.beforeComparing(ALICE)).isEqualTo(new Comparison.Go(2));
    }

    @Test
    @DisplayName("a clock that is set back makes no wait longer than its step")
    void aClockThatIsSetBackMakesNoWaitLonger() {
        for (int failure = 1; failure <= 5; failure++) {
            limits.beforeComparing(ALICE);
        }
        clock.back(Duration.ofDays(30));
        Comparison.Wait wait = (Comparison.Wait) limits.beforeComparing(ALICE);

        assertThat(wait.until()).isEqualTo(clock.instant().plusSeconds(30));
        clock.to(wait.until());
        assertThat(limits.beforeComparing(ALICE)).isInstanceOf(Comparison.Go.class);
    }

    @Test
    @DisplayName("I2: of 200 parallel guesses five are compared, and five are counted")
    void parallelGuessesAreAllCounted() throws Exception {
        List<Comparison> comparisons = inParallel(() -> limits.beforeComparing(ALICE));

        assertThat(comparisons)
                .filteredOn(Comparison.Go.class::isInstance)
                .containsExactlyInAnyOrder(
                        new Comparison.Go(1),
                        new Comparison.Go(2),
                        new Comparison.Go(3),
                        new Comparison.Go(4),
                        new Comparison.Go(5));
        assertThat(store.tally(ALICE.answers()).count()).isEqualTo(5);
    }

    // Policy

    @Test
    @DisplayName("what cannot be read is the strictest, and is told by name")
    void whatCannotBeReadIsTheStrictest() {
        Map<String, String> problems = new HashMap<>();
        Map<String, String> attributes = Map.of(
                "mfa.limit.destination-10-minutes", "many",
                "mfa.limit.destination-day", "0",
                "mfa.limit.person-hour", " 20 ");

        LimitPolicy policy = LimitPolicy.read(new Settings(attributes::get, problems::put));

        assertThat(policy).isEqualTo(new LimitPolicy(1, 1, 20, 10));
        assertThat(problems).containsOnlyKeys("mfa.limit.destination-10-minutes", "mfa.limit.destination-day");
        assertThat(LimitPolicy.read(new Settings(name -> null, problems::put))).isEqualTo(LimitPolicy.DEFAULT);
    }

    @Test
    void aValueOutOfItsRangeIsRefused() {
        assertThatThrownBy(() -> new LimitPolicy(0, 10, 10, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LimitPolicy(3, 10, 10, 1001)).isInstanceOf(IllegalArgumentException.class);
    }

    private void failAHundredTimes() {
        for (int failure = 1; failure <= 100; failure++) {
            assertThat(limits.beforeComparing(ALICE)).isEqualTo(new Comparison.Go(failure));
            clock.forward(Duration.ofHours(1));
        }
    }

    private void sendPatiently(SendRequest request, int times) {
        for (int message = 0; message < times; message++) {
            assertThat(limits.beforeSending(request)).isInstanceOf(Allowed.class);
            clock.forward(Duration.ofMinutes(2));
        }
    }

    private Refused refused(SendRequest request) {
        return (Refused) limits.beforeSending(request);
    }

    private static Instant until(Refused refused) {
        return Objects.requireNonNull(refused.until());
    }

    private static SendRequest known(String number) {
        return new SendRequest(ALICE, number, HOME, true, false);
    }

    private static SendRequest fresh(int person) {
        return new SendRequest(
                new Holder("realm", "user-" + person, "mfa-sms"), "number-" + person, HOME, false, false);
    }

    private static int within(List<Instant> left, Instant from, Duration length) {
        return (int) left.stream()
                .filter(time -> !time.isBefore(from) && time.isBefore(from.plus(length)))
                .count();
    }

    private static <T> List<T> inParallel(Callable<T> call) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(16);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : people.invokeAll(Collections.nCopies(200, call))) {
                results.add(result.get());
            }
            return results;
        } finally {
            people.shutdownNow();
        }
    }
}
