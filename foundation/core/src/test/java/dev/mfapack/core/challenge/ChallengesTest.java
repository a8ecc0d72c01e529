package dev.mfapack.core.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.challenge.Challenge.Delivery;
import dev.mfapack.core.challenge.Challenge.State;
import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengesTest {

    private static final Binding BINDING =
            new Binding("realm", "alice", "session.tab", "sample-app", Factor.SMS, Purpose.LOGIN, "credential-1");
    private static final CodePolicy POLICY = CodePolicy.DEFAULT;

    private final InMemoryChallengeStore store = new InMemoryChallengeStore();
    private final FixedKeys keys = new FixedKeys();
    private final MovableClock clock = new MovableClock();
    private final Challenges challenges = new Challenges(store, keys, new CodeGenerator(new SeededRandom(7)), clock);

    @Test
    @DisplayName("F5: of a challenge whose message was withheld the wait is told, and answers are counted all the same")
    void aWithheldChallengeCountsItsAnswers() {
        Challenge withheld =
                challenges.beginWithheld(BINDING, POLICY, clock.instant().plusSeconds(20));
        assertThat(withheld.delivery()).isEqualTo(Delivery.WITHHELD);
        assertThat(challenges.whyNoResend(withheld.id(), BINDING))
                .contains(new Resend.TooEarly(Duration.ofSeconds(20)));
        clock.forward(Duration.ofSeconds(20));
        assertThat(challenges.whyNoResend(withheld.id(), BINDING)).isEmpty();

        for (int i = 0; i < POLICY.attempts(); i++) {
            challenges.answer(withheld.id(), BINDING, POLICY.digits(), "%06d".formatted(i));
        }
        assertThat(challenges.find(withheld.id()).orElseThrow().attempts()).isEqualTo(POLICY.attempts());
        assertThat(challenges.whyNoResend(withheld.id(), BINDING)).contains(new Resend.Refused());
    }

    @Test
    @DisplayName(
            "C7: whatever made a message fail, it is told as late as a gateway's silence, and until then reads as on its way")
    void aFailureIsToldAfterTheSameDelay() {
        UUID id = challenges.begin(BINDING, POLICY).challenge().id();
        store.delivered(id, Delivery.FAILED);

        clock.forward(Challenge.FAILURE_TOLD_AFTER.minusMillis(1));
        Challenge early = challenges.find(id).orElseThrow();
        assertThat(early.toldAt(clock.instant())).isEqualTo(Delivery.QUEUED);
        assertThat(early.waitAt(clock.instant())).isPositive();

        clock.forward(Duration.ofMillis(1));
        assertThat(early.toldAt(clock.instant())).isEqualTo(Delivery.FAILED);
        assertThat(early.waitAt(clock.instant())).isZero();
    }

    @Test
    @DisplayName("C2, I1: the right code is accepted once and never again")
    void theRightCodeIsAcceptedOnce() {
        IssuedCode issued = begin();

        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Accepted.class);
        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Gone.class);
        assertThat(stored(issued).state()).isEqualTo(State.VERIFIED);
    }

    @Test
    @DisplayName("C4: what is kept of the code is its keyed hash, different for each challenge")
    void onlyAKeyedHashIsKept() {
        IssuedCode issued = begin();

        assertThat(stored(issued).toString()).doesNotContain(issued.code());
        assertThat(stored(issued).codeHash())
                .hasSize(44)
                .isNotEqualTo(begin().challenge().codeHash());
        assertThat(CodeHash.of(keyOf(issued), UUID.randomUUID(), BINDING, issued.code()))
                .isNotEqualTo(stored(issued).codeHash());
    }

    @Test
    @DisplayName("T1: a wrong code is counted before it is compared")
    void aWrongCodeIsCountedBeforeItIsCompared() {
        IssuedCode issued = begin();
        List<Integer> attemptsAtComparison = new ArrayList<>();
        keys.beforeComparison(() -> attemptsAtComparison.add(stored(issued).attempts()));

        assertThat(answer(issued, wrong(issued))).isInstanceOf(Answer.Wrong.class);
        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Accepted.class);

        assertThat(attemptsAtComparison).containsExactly(1, 2);
    }

    @Test
    @DisplayName("T1: after five wrong codes the right one is refused too, and stays refused")
    void theSixthGuessIsRefusedEvenWhenRight() {
        IssuedCode issued = begin();
        for (int guess = 1; guess <= 5; guess++) {
            assertThat(answer(issued, wrong(issued))).isInstanceOf(Answer.Wrong.class);
            assertThat(stored(issued).attempts()).isEqualTo(guess);
        }

        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Exhausted.class);
        clock.forward(POLICY.lifetime());
        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Exhausted.class);
        assertThat(stored(issued).attempts()).isEqualTo(5);
        assertThat(resend(issued)).isInstanceOf(Resend.Refused.class);
    }

    @Test
    @DisplayName("T1: the fifth guess may still be right")
    void theFifthGuessMayBeRight() {
        IssuedCode issued = begin();
        for (int guess = 1; guess <= 4; guess++) {
            answer(issued, wrong(issued));
        }

        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("T1: a policy of one attempt leaves one")
    void aPolicyOfOneAttemptLeavesOne() {
        IssuedCode issued =
                challenges.begin(BINDING, new CodePolicy(6, Duration.ofMinutes(5), 1, POLICY.resendWaits()));

        assertThat(answer(issued, wrong(issued))).isInstanceOf(Answer.Wrong.class);
        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Exhausted.class);
    }

    @Test
    @DisplayName("C1: a code is good until its lifetime ends, to the millisecond")
    void aCodeIsGoodUntilItsLifetimeEnds() {
        IssuedCode inTime = begin();
        IssuedCode late = begin();

        clock.forward(POLICY.lifetime().minusMillis(1));
        assertThat(answer(inTime, inTime.code())).isInstanceOf(Answer.Accepted.class);
        clock.forward(Duration.ofMillis(1));
        assertThat(answer(late, late.code())).isInstanceOf(Answer.Expired.class);
    }

    @Test
    @DisplayName("I6: a code once seen expired stays dead when the clock is set back")
    void aClockStepNeverRevivesACode() {
        IssuedCode issued = begin();
        clock.forward(POLICY.lifetime());
        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Expired.class);

        clock.back(Duration.ofMinutes(2));

        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Expired.class);
        assertThat(stored(issued).state()).isEqualTo(State.EXPIRED);
    }

    @Test
    @DisplayName("I6: a code looked at before it was made is dead, and dead for good")
    void aClockSetBackBeforeTheIssueKillsTheCode() {
        IssuedCode issued = begin();
        clock.back(Challenge.CLOCK_SKEW.plusMillis(1));

        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Expired.class);
        clock.forward(Duration.ofMinutes(1));
        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Expired.class);
    }

    @Test
    void aNodeWhoseClockIsALittleBehindTakesTheCode() {
        IssuedCode issued = begin();
        clock.back(Challenge.CLOCK_SKEW);

        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("P3: an expired answer is not counted, and the person can ask for a new code")
    void anExpiredChallengeCanBeRenewed() {
        IssuedCode issued = begin();
        clock.forward(POLICY.lifetime());
        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Expired.class);
        assertThat(stored(issued).attempts()).isZero();

        IssuedCode renewed = resent(issued);

        assertThat(answer(renewed, renewed.code())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("C3: a resend voids the old code")
    void aResendVoidsTheOldCode() {
        IssuedCode issued = begin();
        clock.forward(Duration.ofSeconds(30));
        IssuedCode renewed = resent(issued);

        assertThat(renewed.code()).isNotEqualTo(issued.code());
        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Wrong.class);
        assertThat(answer(issued, renewed.code())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("C3, I3: resends never reset the count of wrong codes")
    void resendsKeepTheCount() {
        IssuedCode issued = begin();
        IssuedCode latest = issued;
        for (int guess = 1; guess <= 4; guess++) {
            answer(issued, wrong(latest));
            clock.forward(Duration.ofMinutes(2));
            latest = resent(issued);
            assertThat(latest.challenge().attempts()).isEqualTo(guess);
            assertThat(stored(issued).attempts()).isEqualTo(guess);
        }
        answer(issued, wrong(latest));
        clock.forward(Duration.ofMinutes(2));

        assertThat(resend(issued)).isInstanceOf(Resend.Refused.class);
        assertThat(answer(issued, latest.code())).isInstanceOf(Answer.Exhausted.class);
    }

    @Test
    @DisplayName("I3: a resend that names more attempts in its policy gives none back")
    void aLooserPolicyAtResendGivesNoAttemptsBack() {
        CodePolicy strict = new CodePolicy(6, Duration.ofMinutes(5), 2, POLICY.resendWaits());
        IssuedCode issued = challenges.begin(BINDING, strict);
        clock.forward(Duration.ofSeconds(30));
        Resend resend = challenges.resend(issued.challenge().id(), BINDING, POLICY);

        assertThat(resend).isInstanceOf(Resend.Issued.class);
        assertThat(stored(issued).maxAttempts()).isEqualTo(2);
    }

    @Test
    @DisplayName("F5: the waits between codes climb: 30, 60, 120, 120 s")
    void theWaitsBetweenCodesClimb() {
        IssuedCode issued = begin();
        for (int wait : new int[] {30, 60, 120, 120}) {
            assertThat(resend(issued)).isEqualTo(new Resend.TooEarly(Duration.ofSeconds(wait)));
            clock.forward(Duration.ofSeconds(wait).minusMillis(1));
            assertThat(resend(issued)).isEqualTo(new Resend.TooEarly(Duration.ofMillis(1)));
            clock.forward(Duration.ofMillis(1));
            assertThat(resend(issued)).isInstanceOf(Resend.Issued.class);
        }
        assertThat(stored(issued).sends()).isEqualTo(5);
    }

    @Test
    void whoAsksTooEarlyKeepsTheCodeTheyHave() {
        IssuedCode issued = begin();
        clock.forward(Duration.ofSeconds(29));
        assertThat(resend(issued)).isInstanceOf(Resend.TooEarly.class);

        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("I8: a message that could not be sent costs no wait")
    void aMessageThatFailedCostsNoWait() {
        IssuedCode issued = begin();
        store.delivered(issued.challenge().id(), Delivery.FAILED);
        clock.forward(Challenge.FAILURE_TOLD_AFTER);

        assertThat(resend(issued)).isInstanceOf(Resend.Issued.class);
        assertThat(resend(issued)).isInstanceOf(Resend.TooEarly.class);
    }

    @Test
    @DisplayName("C2: a used challenge gets no new code")
    void aUsedChallengeIsNotRenewed() {
        IssuedCode issued = begin();
        answer(issued, issued.code());
        clock.forward(Duration.ofMinutes(2));

        assertThat(resend(issued)).isInstanceOf(Resend.Refused.class);
    }

    @Test
    @DisplayName("C2: a resend binds a challenge to no other person, factor, purpose or realm")
    void aResendCannotMoveAChallenge() {
        IssuedCode issued = begin();
        clock.forward(Duration.ofMinutes(2));
        for (Binding other : new Binding[] {
            new Binding("other", "alice", "session.tab", "sample-app", Factor.SMS, Purpose.LOGIN, "credential-1"),
            new Binding("realm", "mallory", "session.tab", "sample-app", Factor.SMS, Purpose.LOGIN, "credential-1"),
            new Binding("realm", "alice", "session.tab", "sample-app", Factor.EMAIL, Purpose.LOGIN, "credential-1"),
            new Binding("realm", "alice", "session.tab", "sample-app", Factor.SMS, Purpose.ENROL, "credential-1")
        }) {
            assertThat(challenges.resend(issued.challenge().id(), other, POLICY))
                    .isInstanceOf(Resend.Refused.class);
        }
        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("P3, I6: a clock set back by an hour does not make the person wait an hour for a new code")
    void aClockSetBackDoesNotLengthenTheWait() {
        IssuedCode issued = begin();
        clock.back(Duration.ofHours(1));
        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Expired.class);

        IssuedCode renewed = resent(issued);
        assertThat(answer(renewed, renewed.code())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("C4: a printed challenge does not show the hash")
    void aPrintedChallengeLeavesTheHashOut() {
        Challenge challenge = begin().challenge();

        assertThat(challenge.toString())
                .doesNotContain(challenge.codeHash())
                .contains(challenge.id().toString());
    }

    @Test
    void anUnknownChallengeIsNeitherAnsweredNorRenewed() {
        assertThat(challenges.answer(UUID.randomUUID(), BINDING, 6, "123456")).isInstanceOf(Answer.Gone.class);
        assertThat(challenges.resend(UUID.randomUUID(), BINDING, POLICY)).isInstanceOf(Resend.Refused.class);
    }

    static Stream<Arguments> otherBindings() {
        return Map.of(
                        "realm",
                                new Binding(
                                        "other",
                                        "alice",
                                        "session.tab",
                                        "sample-app",
                                        Factor.SMS,
                                        Purpose.LOGIN,
                                        "credential-1"),
                        "user",
                                new Binding(
                                        "realm",
                                        "mallory",
                                        "session.tab",
                                        "sample-app",
                                        Factor.SMS,
                                        Purpose.LOGIN,
                                        "credential-1"),
                        "session",
                                new Binding(
                                        "realm",
                                        "alice",
                                        "session.other",
                                        "sample-app",
                                        Factor.SMS,
                                        Purpose.LOGIN,
                                        "credential-1"),
                        "client",
                                new Binding(
                                        "realm",
                                        "alice",
                                        "session.tab",
                                        "bank",
                                        Factor.SMS,
                                        Purpose.LOGIN,
                                        "credential-1"),
                        "factor",
                                new Binding(
                                        "realm",
                                        "alice",
                                        "session.tab",
                                        "sample-app",
                                        Factor.EMAIL,
                                        Purpose.LOGIN,
                                        "credential-1"),
                        "purpose",
                                new Binding(
                                        "realm",
                                        "alice",
                                        "session.tab",
                                        "sample-app",
                                        Factor.SMS,
                                        Purpose.ENROL,
                                        "credential-1"),
                        "target",
                                new Binding(
                                        "realm",
                                        "alice",
                                        "session.tab",
                                        "sample-app",
                                        Factor.SMS,
                                        Purpose.LOGIN,
                                        "credential-2"),
                        "boundary moved",
                                new Binding(
                                        "realm",
                                        "alices",
                                        "ession.tab",
                                        "sample-app",
                                        Factor.SMS,
                                        Purpose.LOGIN,
                                        "credential-1"))
                .entrySet()
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherBindings")
    @DisplayName("C2: a right code for another user, session, client, purpose, target or realm is wrong, and counted")
    void aCodeIsGoodOnlyWhereItWasIssued(String differs, Binding other) {
        IssuedCode issued = begin();

        Answer answer = challenges.answer(issued.challenge().id(), other, 6, issued.code());

        assertThat(answer).as(differs).isInstanceOf(Answer.Wrong.class);
        assertThat(stored(issued).attempts()).isEqualTo(1);
        assertThat(stored(issued).state()).isEqualTo(State.PENDING);
    }

    @Test
    @DisplayName("C2: a code of one challenge is wrong for another of the same binding")
    void aCodeIsGoodOnlyForItsOwnChallenge() {
        IssuedCode first = begin();
        IssuedCode second = begin();

        assertThat(answer(first, second.code())).isInstanceOf(Answer.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "12345",
                "1234567",
                "12345a",
                "-------",
                "１２３４５６７",
                "ⅠⅡⅢⅣⅤⅥ",
                "①②③④⑤⑥",
                "一二三四五六",
                "+12345",
                "1234.6",
                "0x1234",
                "12345\u0000",
                "123456 or 1=1"
            })
    @DisplayName("T1: what cannot be a code is neither compared nor counted")
    void whatCannotBeACodeIsNotCounted(String given) {
        IssuedCode issued = begin();
        keys.beforeComparison(() -> {
            throw new AssertionError("compared");
        });

        assertThat(answer(issued, given)).isInstanceOf(Answer.Malformed.class);
        assertThat(stored(issued).attempts()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFF10, 0x0660, 0x06F0, 0x0966, 0x1D7CE})
    @DisplayName("P2: digits of another script count as what they mean")
    void digitsOfAnyScriptAreDigits(int zero) {
        IssuedCode issued = begin();
        StringBuilder typed = new StringBuilder();
        issued.code().chars().forEach(digit -> typed.appendCodePoint(zero + digit - '0'));

        assertThat(answer(issued, typed.toString())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void aVeryLongAnswerIsRefusedAtOnce() {
        IssuedCode issued = begin();

        assertThat(answer(issued, "1".repeat(1_000_000))).isInstanceOf(Answer.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s%s%s %s%s%s",
                " %s%s%s-%s%s%s\n",
                "%s %s %s %s %s %s",
                "\t%s%s%s\u2010%s%s%s",
                "%s%s\u2013%s%s\u2014%s%s",
                "%s%s%s%s%s%s\r\n"
            })
    @DisplayName("P2: spaces and dashes in a pasted code do no harm")
    void spacesAndDashesDoNoHarm(String pattern) {
        IssuedCode issued = begin();
        Object[] digits = issued.code().split("", -1);

        assertThat(answer(issued, String.format(pattern, digits))).isInstanceOf(Answer.Accepted.class);
    }

    @Property(tries = 50)
    @Label("C1: a code of any allowed length works")
    void aCodeOfAnyAllowedLengthWorks(@ForAll @IntRange(min = 6, max = 10) int digits) {
        IssuedCode issued =
                challenges.begin(BINDING, new CodePolicy(digits, Duration.ofMinutes(5), 5, POLICY.resendWaits()));

        assertThat(issued.code()).hasSize(digits);
        assertThat(challenges.answer(issued.challenge().id(), BINDING, digits, issued.code()))
                .isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void aKeyThatWasReplacedMeanwhileStillChecksItsCodes() {
        IssuedCode issued = begin();
        keys.rotate();

        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Accepted.class);
        assertThat(begin().challenge().keyVersion()).isEqualTo(2);
    }

    @Test
    @DisplayName("C4: without its key no code is right")
    void withoutItsKeyNoCodeIsRight() {
        IssuedCode issued = begin();
        keys.rotate();
        keys.loseOldOnes();

        assertThat(answer(issued, issued.code())).isInstanceOf(Answer.Wrong.class);
        assertThat(stored(issued).attempts()).isEqualTo(1);
    }

    @Test
    @DisplayName("C4: nothing that is printed holds the code")
    void nothingPrintedHoldsTheCode() {
        IssuedCode issued = begin();
        clock.forward(Duration.ofSeconds(30));
        Resend resend = resend(issued);
        IssuedCode renewed = ((Resend.Issued) resend).code();
        Answer accepted = answer(renewed, renewed.code());

        assertThat(issued.toString())
                .isEqualTo("IssuedCode[" + issued.challenge().id() + "]");
        assertThat(resend.toString()).doesNotContain(renewed.code());
        assertThat(accepted.toString()).doesNotContain(renewed.code());
    }

    @Test
    void aPrintedBindingLeavesTheNumberOut() {
        Binding enrolment =
                new Binding("realm", "alice", "session.tab", "sample-app", Factor.SMS, Purpose.ENROL, "+4915112345678");

        assertThat(enrolment.toString()).doesNotContain("15112345678").contains("alice", "ENROL");
    }

    private IssuedCode begin() {
        return challenges.begin(BINDING, POLICY);
    }

    private Answer answer(IssuedCode issued, String given) {
        return challenges.answer(issued.challenge().id(), BINDING, 6, given);
    }

    private Resend resend(IssuedCode issued) {
        return challenges.resend(issued.challenge().id(), BINDING, POLICY);
    }

    private IssuedCode resent(IssuedCode issued) {
        Resend resend = resend(issued);
        assertThat(resend).isInstanceOf(Resend.Issued.class);
        return ((Resend.Issued) resend).code();
    }

    private Challenge stored(IssuedCode issued) {
        return store.get(issued.challenge().id());
    }

    private HashKey keyOf(IssuedCode issued) {
        return keys.version("realm", KeyPurpose.CODE_HASH, issued.challenge().keyVersion())
                .orElseThrow();
    }

    private static String wrong(IssuedCode issued) {
        char first =
                issued.code().charAt(0) == '9' ? '0' : (char) (issued.code().charAt(0) + 1);
        return first + issued.code().substring(1);
    }
}
