package dev.mfapack.core.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.challenge.CodePolicy;
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
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Somebody earns by messages to a range of numbers: for 60 minutes, 300 fresh accounts at 300 addresses, each in a network of
 * its own, have codes sent to 1,000 numbers of one mobile range, as fast as they are let. Of the codes none comes back, or one
 * in ten, 15 seconds later. Where chance has a part in it, thirty such hours are played.
 */
class PumpingReplayTest {

    private static final int ACCOUNTS = 300;
    private static final int NUMBERS = 1_000;
    private static final int HOURS_PLAYED = 30;
    private static final Duration LENGTH = Duration.ofMinutes(60);
    private static final SmsPolicy POLICY =
            new SmsPolicy(Set.of("DE"), SmsPolicy.DEFAULT.lineTypes(), 20, 5, 30, 10, 10_000, 30);

    /** Which number is next, and how long until then. */
    enum Way {
        /** One number after the other, evenly over the hour, each three times. */
        ROW(1, 1_200),
        /** Far apart, to have no neighbours. */
        APART(37, 1_200),
        /** Faster than anybody could count. */
        RUSH(37, 500),
        /** Each number once, evenly over the hour. */
        SLOW(37, 3_600);

        private final int step;
        private final int pauseMillis;

        Way(int step, int pauseMillis) {
            this.step = step;
            this.pauseMillis = pauseMillis;
        }
    }

    /** How the one in ten that comes back is chosen. */
    enum Answers {
        NONE,
        BY_CHANCE,
        /** The first of each ten, so that the share never falls below a tenth. */
        FIRST_OF_TEN
    }

    @ParameterizedTest
    @CsvSource({
        "ROW, NONE, 25",
        "APART, NONE, 25",
        "RUSH, NONE, 25",
        "SLOW, NONE, 25",
        "ROW, BY_CHANCE, 60",
        "APART, BY_CHANCE, 60",
        "RUSH, BY_CHANCE, 60",
        "SLOW, BY_CHANCE, 60",
        "ROW, FIRST_OF_TEN, 60",
        "APART, FIRST_OF_TEN, 60",
        "RUSH, FIRST_OF_TEN, 60",
        "SLOW, FIRST_OF_TEN, 60"
    })
    @DisplayName(
            "F6, F7, F8: of an hour's pumping at most 25 messages leave when no code comes back, at most 60 when a tenth does")
    void pumpingHardlyPays(Way way, Answers answers, int most) {
        Map<LimitReason, Integer> refusals = new EnumMap<>(LimitReason.class);
        int[] left = IntStream.range(0, answers == Answers.BY_CHANCE ? HOURS_PLAYED : 1)
                .map(hour -> new Hour(way, answers, new Random(hour), refusals).play())
                .toArray();
        System.out.printf(
                "pumping %s %s: %d to %d messages left in an hour, %.1f on average; refused %s%n",
                way,
                answers,
                IntStream.of(left).min().orElseThrow(),
                IntStream.of(left).max().orElseThrow(),
                IntStream.of(left).average().orElseThrow(),
                refusals);

        assertThat(IntStream.of(left)).allMatch(messages -> messages >= 4 && messages <= most);
    }

    private static final class Hour {
        private final MovableClock clock = new MovableClock();
        private final SmsGuard guard = new SmsGuard(
                new InMemoryLimits(), new SendRules(LimitPolicy.DEFAULT, CodePolicy.DEFAULT), POLICY, clock);
        private final Agenda agenda = new Agenda(clock);
        private final Way way;
        private final Answers answers;
        private final Random chance;
        private final Map<LimitReason, Integer> refusals;
        private int left;

        Hour(Way way, Answers answers, Random chance, Map<LimitReason, Integer> refusals) {
            this.way = way;
            this.answers = answers;
            this.chance = chance;
            this.refusals = refusals;
        }

        int play() {
            int attempts = (int) (LENGTH.toMillis() / way.pauseMillis);
            for (int attempt = 0; attempt < attempts; attempt++) {
                SmsRequest request = request(attempt);
                agenda.at(MovableClock.BEGIN.plusMillis((long) attempt * way.pauseMillis), () -> send(request));
            }
            agenda.play();
            return left;
        }

        private void send(SmsRequest request) {
            Permission permission = guard.mayLeave(request);
            if (permission instanceof Refused refused) {
                refusals.merge(refused.reason(), 1, Integer::sum);
            } else if (permission instanceof Allowed) {
                boolean answered = switch (answers) {
                    case NONE -> false;
                    case BY_CHANCE -> chance.nextInt(10) == 0;
                    case FIRST_OF_TEN -> left % 10 == 0;
                };
                left++;
                Instant sentAt = clock.instant();
                if (answered) {
                    agenda.at(sentAt.plusSeconds(15), () -> guard.verified(request, sentAt));
                }
            }
        }

        private SmsRequest request(int attempt) {
            int account = attempt % ACCOUNTS;
            return SmsRequest.of(
                    TestKey.KEY,
                    "realm",
                    "account-" + account,
                    new PhoneNumber("+491511234%04d".formatted(Math.floorMod(attempt * way.step, NUMBERS))),
                    Network.of("198.%d.%d.9".formatted(18 + account / 256, account % 256)),
                    false,
                    false);
        }
    }
}
