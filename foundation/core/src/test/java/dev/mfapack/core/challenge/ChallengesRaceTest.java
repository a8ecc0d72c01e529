package dev.mfapack.core.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

/** Requests side by side, over a store that keeps the port's contract; the table's own races are tested on real databases. */
class ChallengesRaceTest {

    private static final int AT_ONCE = 16;
    private static final Binding BINDING =
            new Binding("realm", "alice", "session.tab", "sample-app", Factor.SMS, Purpose.LOGIN, "credential-1");

    private final ExecutorService people = Executors.newFixedThreadPool(AT_ONCE);
    private final InMemoryChallengeStore store = new InMemoryChallengeStore();
    private final MovableClock clock = new MovableClock();
    private final Challenges challenges =
            new Challenges(store, new FixedKeys(), new CodeGenerator(new SeededRandom(11)), clock);
    private final IssuedCode issued = challenges.begin(BINDING, CodePolicy.DEFAULT);

    @AfterEach
    void endThreads() throws InterruptedException {
        people.shutdownNow();
        assertThat(people.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @RepeatedTest(20)
    @DisplayName("I1: of parallel right answers exactly one succeeds")
    void ofParallelRightAnswersExactlyOneSucceeds() throws Exception {
        List<Answer> answers = atOnce(person -> answer(issued.code()));

        assertThat(answers).filteredOn(Answer.Accepted.class::isInstance).hasSize(1);
        assertThat(answers).noneMatch(Answer.Wrong.class::isInstance);
    }

    @RepeatedTest(20)
    @DisplayName("I2: of parallel wrong answers five are compared and counted, the rest refused")
    void parallelWrongAnswersAreNeverUnderCounted() throws Exception {
        List<Answer> answers = atOnce(person -> answer(wrong()));

        assertThat(answers).filteredOn(Answer.Wrong.class::isInstance).hasSize(5);
        assertThat(answers).filteredOn(Answer.Exhausted.class::isInstance).hasSize(AT_ONCE - 5);
        assertThat(store.get(issued.challenge().id()).attempts()).isEqualTo(5);
    }

    @RepeatedTest(20)
    @DisplayName("I1, I2: guesses around the right answer: at most one success, at most five comparisons")
    void guessesAroundTheRightAnswerGainNothing() throws Exception {
        List<Answer> answers = atOnce(person -> answer(person % 4 == 0 ? issued.code() : wrong()));

        assertThat(answers).filteredOn(Answer.Accepted.class::isInstance).hasSizeLessThanOrEqualTo(1);
        assertThat(answers).filteredOn(Answer.Wrong.class::isInstance).hasSizeLessThanOrEqualTo(5);
    }

    @RepeatedTest(20)
    @DisplayName("C3: of parallel resends exactly one issues a code, and that code is the one that works")
    void ofParallelResendsExactlyOneIssuesACode() throws Exception {
        clock.forward(Duration.ofSeconds(30));
        List<Resend> resends =
                atOnce(person -> challenges.resend(issued.challenge().id(), BINDING, CodePolicy.DEFAULT));

        assertThat(resends).filteredOn(Resend.Issued.class::isInstance).hasSize(1);
        assertThat(resends).filteredOn(Resend.TooEarly.class::isInstance).hasSize(AT_ONCE - 1);
        assertThat(store.get(issued.challenge().id()).sends()).isEqualTo(2);
        String code = resends.stream()
                .filter(Resend.Issued.class::isInstance)
                .map(resend -> ((Resend.Issued) resend).code().code())
                .findFirst()
                .orElseThrow();
        assertThat(answer(code)).isInstanceOf(Answer.Accepted.class);
    }

    @RepeatedTest(20)
    @DisplayName("I3: wrong answers beside a resend are all counted")
    void wrongAnswersBesideAResendAreAllCounted() throws Exception {
        clock.forward(Duration.ofSeconds(30));
        List<Boolean> counted = atOnce(person -> person < 4
                ? answer(wrong()) instanceof Answer.Wrong
                : challenges.resend(issued.challenge().id(), BINDING, CodePolicy.DEFAULT) == null);

        assertThat(counted).filteredOn(Boolean::booleanValue).hasSize(4);
        assertThat(store.get(issued.challenge().id()).attempts()).isEqualTo(4);
    }

    private <T> List<T> atOnce(Function<Integer, T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        List<Callable<T>> tasks = new ArrayList<>();
        for (int person = 0; person < AT_ONCE; person++) {
            int number = person;
            tasks.add(() -> {
                start.await(10, TimeUnit.SECONDS);
                return work.apply(number);
            });
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : people.invokeAll(tasks, 20, TimeUnit.SECONDS)) {
            results.add(future.get());
        }
        return results;
    }

    private Answer answer(String code) {
        return challenges.answer(issued.challenge().id(), BINDING, 6, code);
    }

    private String wrong() {
        return issued.code().equals("000000") ? "111111" : "000000";
    }
}
