package dev.mfapack.core.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every combination of the inputs against a second, number-by-number telling of the same rules; and the rows worth reading. */
class LevelDecisionTableTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MAX_AGE_SECONDS = 900;
    private static final int PASSWORD_AGE_SECONDS = 300;
    private static final int NEVER = -1;
    private static final int HIGHEST = 9;
    private static final int REFUSED = 9;

    /** Seconds ago; 900 is still fresh, 901 is not. */
    private static final int[] AGES = {NEVER, 300, 900, 901};

    private static final int[][] FACTORS = {{}, {1}, {1, 2}, {1, 3}, {1, 2, 3}, {2}};

    /** What asks for how much: 0 for nothing. */
    private record Wants(
            int asked,
            boolean essential,
            int role,
            int client,
            int risk,
            int approval,
            boolean binds,
            int wish,
            boolean habit,
            boolean mayEnrol,
            Grace grace) {}

    @Test
    @DisplayName(
            "house, One decision: every combination of what is wanted, what the person has and what they have proven")
    void everyCombinationComesOutAsTheRulesSay() {
        int combinations = 0;
        for (Wants wants : allWants()) {
            for (int[] factors : FACTORS) {
                for (int second : AGES) {
                    for (int third : AGES) {
                        int[] ages = {0, NEVER, second, third};
                        for (int first :
                                second == NEVER && third == NEVER ? new int[] {NEVER, 300, 301} : new int[] {300}) {
                            ages[1] = first;
                            String came = told(LevelDecision.decide(inputs(wants, factors, ages), NOW));
                            String expected = expected(wants, factors, ages);
                            if (!came.equals(expected)) {
                                fail(wants + ", factors " + Arrays.toString(factors) + ", proven "
                                        + Arrays.toString(ages) + " s ago: " + came + " and not " + expected);
                            }
                            combinations++;
                        }
                    }
                }
            }
        }
        assertThat(combinations).isGreaterThan(2_700_000);
    }

    @ParameterizedTest(name = "{0}: factors {1}, proven {2}")
    @DisplayName("rows worth reading")
    @CsvSource(delimiter = '|', textBlock = """
                    nobody asks                            | 1 2 3 | -              | pass
                    the app asks for mfa                   | 1 2   | 1@0            | prove 2
                    the app asks for mfa                   | 1 3   | 1@0            | prove 3
                    the app asks for mfa                   | 1     | 1@0            | pass
                    the app asks for mfa                   | 1 2   | 1@0 2@900      | pass
                    the app asks for mfa                   | 1 2   | 1@0 2@901      | prove 2
                    the app insists on mfa                 | 1     | 1@0            | enrol 2
                    the app insists on mfa, no enrolment   | 1     | 1@0            | deny client-2
                    role 2                                 | 1 2   | 1@0 2@99999    | pass
                    role 2                                 | 1 2   | 1@0            | prove 2
                    role 2                                 | 1     | 1@300          | enrol 2
                    role 2                                 | 1     | 1@301          | enrol 2 after 1
                    role 3                                 | 1 2   | 1@0 2@0        | enrol 3
                    role 3                                 | 1 2   | 1@0 2@901      | enrol 3 after 2
                    role 2, no enrolment                   | 1     | 1@0            | deny role-2
                    role 2, grace                          | 1     | 1@0            | enrol 2 or later
                    role 2, grace                          | 1     | 1@301          | enrol 2 after 1 or later
                    role 2, grace                          | 1 2   | 1@0            | prove 2
                    role 2, grace taken                    | 1     | 1@99999        | pass
                    role 2, grace taken                    | 1 2   | 1@0            | prove 2
                    role 3, grace taken                    | 1     | 1@0            | enrol 3
                    role 2, grace taken, no enrolment      | 1     | 1@0            | deny role-2
                    client 2, grace taken                  | 1     | 1@0            | pass
                    role 2, grace taken, asks for mfa      | 1     | 1@0            | enrol 2
                    role 2, grace taken, a factor is bound | 1     | 1@0            | enrol 2
                    approval 2, grace taken                | 1     | 1@0            | enrol 2
                    role highest                           | 1     | 1@0            | pass
                    role highest                           | 1 2 3 | 1@0 2@0        | prove 3
                    client 2                               | 1 2   | 1@0            | prove 2
                    risk 2                                 | 1 2   | 1@0            | prove 2
                    risk 2                                 | 1 2   | 1@0 2@99999    | pass
                    risk 2                                 | 1     | 1@0            | deny risk-2
                    risk refused                           | 1 2 3 | 1@0 2@0 3@0    | deny risk-3
                    approval 2                             | 1 2   | 1@0 2@901      | prove 2
                    a factor is bound                      | 1     | 1@99999        | pass
                    a factor is bound                      | 1 2   | 1@0            | prove 2
                    a factor is bound                      | 1 2 3 | 1@0 2@0        | prove 3
                    wish 2                                 | 1     | 1@0            | pass
                    wish 2                                 | 1 2   | 1@0            | prove 2
                    habit                                  | 1     | 1@0            | pass
                    habit                                  | 1 3   | 1@0            | prove 3
                    """)
    void rowsWorthReading(String wanted, String factors, String proven, String outcome) {
        int[] has = Arrays.stream(factors.split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        int[] ages = {0, NEVER, NEVER, NEVER};
        if (!proven.equals("-")) {
            for (String proof : proven.split(" ", -1)) {
                String[] parts = proof.split("@", -1);
                ages[Integer.parseInt(parts[0])] = Integer.parseInt(parts[1]);
            }
        }
        assertThat(told(LevelDecision.decide(inputs(wants(wanted), has, ages), NOW)))
                .isEqualTo(outcome);
    }

    @Test
    void numbersThatAreNoLevelAskForNothing() {
        assertThat(Level.ofNumber(0)).isEqualTo(Optional.empty());
        assertThat(Level.ofNumber(-1)).isEmpty();
        assertThat(Level.ofNumber(4)).isEmpty();
        for (Level level : Level.values()) {
            assertThat(Level.ofNumber(level.number())).contains(level);
        }
    }

    @Test
    void risenRiskIsNotSatisfiedByAnEarlierProof() {
        Set<Level> factors = Set.of(Level.BASIC, Level.MFA);
        Proven before = Proven.nothing().and(Level.MFA, NOW.minusSeconds(61));
        Proven after = Proven.nothing().and(Level.MFA, NOW.minusSeconds(59));
        Risk risen = new Risk.Assessed(Level.MFA, Optional.of(NOW.minusSeconds(60)));

        assertThat(told(LevelDecision.decide(LevelInputs.of(factors, before).at(risen), NOW)))
                .isEqualTo("prove 2");
        assertThat(told(LevelDecision.decide(LevelInputs.of(factors, after).at(risen), NOW)))
                .isEqualTo("pass");
    }

    /** The rules again, in numbers. */
    private static String expected(Wants wants, int[] factors, int[] ages) {
        int strongest = Arrays.stream(factors).max().orElse(1);
        if (wants.risk() == REFUSED) {
            return "deny risk-3";
        }
        List<int[]> levelsAndAges = new ArrayList<>();
        int enrol = 0;
        boolean canWait = wants.grace() != Grace.NONE && wants.asked() < 2 && !wants.binds();
        String deny = "";
        Object[][] all = {
            {"client", wants.asked(), MAX_AGE_SECONDS, !wants.essential()},
            {"action", wants.binds() && strongest > 1 ? strongest : 0, MAX_AGE_SECONDS, false},
            {"approval", wants.approval(), MAX_AGE_SECONDS, false},
            {"role", wants.role() == HIGHEST ? strongest : wants.role(), Integer.MAX_VALUE, false},
            {"client-policy", wants.client() == HIGHEST ? strongest : wants.client(), Integer.MAX_VALUE, false},
            {"risk", wants.risk() == 1 ? 0 : wants.risk(), Integer.MAX_VALUE, false},
            {"wish", wants.wish(), Integer.MAX_VALUE, true},
            {"habit", wants.habit() && strongest > 1 ? 2 : 0, Integer.MAX_VALUE, false},
        };
        for (Object[] want : all) {
            int level = (int) want[1];
            int maxAge = (int) want[2];
            boolean isPolicy = want[0].equals("role") || want[0].equals("client-policy");
            if (level == 0 || (isPolicy && level == 1) || isProven(level, maxAge, ages)) {
                continue;
            }
            levelsAndAges.add(new int[] {level, maxAge});
            boolean cannot = Arrays.stream(factors).noneMatch(factor -> factor >= level);
            if (cannot && !(boolean) want[3]) {
                if ((!wants.mayEnrol() || want[0].equals("risk")) && deny.isEmpty()) {
                    deny = "deny " + want[0] + "-" + level;
                }
                enrol = Math.max(enrol, level);
                canWait = canWait && isPolicy && level == 2;
            }
        }
        if (!deny.isEmpty()) {
            return deny;
        }
        if (canWait && wants.grace() == Grace.TAKEN) {
            enrol = 0;
        }
        if (enrol > 0) {
            int maxAge = strongest == 1 ? PASSWORD_AGE_SECONDS : MAX_AGE_SECONDS;
            if (!isProven(strongest, maxAge, ages)) {
                levelsAndAges.add(new int[] {strongest, maxAge});
            }
        }
        int outstanding = 0;
        for (int[] want : levelsAndAges) {
            int with = Arrays.stream(factors)
                    .filter(factor -> factor >= want[0])
                    .min()
                    .orElseGet(() -> isProven(strongest, want[1], ages) ? 0 : strongest);
            outstanding = Math.max(outstanding, with);
        }
        if (enrol > 0) {
            return "enrol " + enrol + (outstanding > 0 ? " after " + outstanding : "") + (canWait ? " or later" : "");
        }
        return outstanding > 0 ? "prove " + outstanding : "pass";
    }

    private static boolean isProven(int level, int maxAge, int[] ages) {
        for (int higher = level; higher <= 3; higher++) {
            if (ages[higher] != NEVER && ages[higher] <= maxAge) {
                return true;
            }
        }
        return false;
    }

    private static String told(Decision decision) {
        Outcome outcome = decision.outcome();
        if (outcome instanceof Outcome.Prove prove) {
            return "prove " + prove.level().number();
        } else if (outcome instanceof Outcome.Enrol enrol) {
            return "enrol " + enrol.needed().number()
                    + enrol.first().map(level -> " after " + level.number()).orElse("")
                    + (enrol.mayPutOff() ? " or later" : "");
        } else if (outcome instanceof Outcome.Deny deny) {
            return "deny " + deny.because().name();
        }
        return "pass";
    }

    private static LevelInputs inputs(Wants wants, int[] factors, int[] ages) {
        Set<Level> has = new TreeSet<>();
        Arrays.stream(factors).forEach(number -> has.add(level(number).orElseThrow()));
        Proven proven = Proven.nothing();
        for (int number = 1; number <= 3; number++) {
            if (ages[number] != NEVER) {
                proven = proven.and(level(number).orElseThrow(), NOW.minus(Duration.ofSeconds(ages[number])));
            }
        }
        LevelInputs inputs = LevelInputs.of(has, proven)
                .asking(new Asked(level(wants.asked()), LevelInputs.FRESH, wants.essential()))
                .byRole(demand(wants.role()))
                .byClient(demand(wants.client()))
                .at(risk(wants.risk()))
                .approving(level(wants.approval()))
                .bindingAFactor(wants.binds())
                .wishing(level(wants.wish()))
                .withHabit(wants.habit())
                .withGrace(wants.grace());
        return wants.mayEnrol() ? inputs : inputs.refusingWhoCannot();
    }

    private static Demand demand(int number) {
        return number == HIGHEST
                ? Demand.HIGHEST
                : Demand.of(level(Math.max(1, number)).orElseThrow());
    }

    private static Risk risk(int number) {
        if (number == REFUSED) {
            return new Risk.Refused();
        }
        return level(number)
                .<Risk>map(level -> new Risk.Assessed(level, Optional.empty()))
                .orElseGet(Risk.Unknown::new);
    }

    private static Optional<Level> level(int number) {
        return Level.ofNumber(number);
    }

    private static Wants wants(String told) {
        boolean mayEnrol = !told.contains("no enrolment");
        int asked = told.contains("mfa") ? 2 : 0;
        return new Wants(
                asked,
                told.contains("insists"),
                number("role ", told),
                number("client ", told),
                number("risk ", told),
                number("approval ", told),
                told.contains("bound"),
                number("wish ", told),
                told.contains("habit"),
                mayEnrol,
                told.contains("grace taken") ? Grace.TAKEN : told.contains("grace") ? Grace.OFFERED : Grace.NONE);
    }

    private static int number(String word, String told) {
        if (!told.startsWith(word)) {
            return 0;
        }
        String rest = told.substring(word.length());
        return rest.startsWith("highest") || rest.startsWith("refused") ? HIGHEST : Character.digit(rest.charAt(0), 10);
    }

    private static List<Wants> allWants() {
        List<Wants> all = new ArrayList<>();
        for (int asked = 0; asked <= 3; asked++) {
            for (boolean essential : new boolean[] {false, true}) {
                for (int role : new int[] {0, 2, 3, HIGHEST}) {
                    for (int client : new int[] {0, 2}) {
                        for (int risk : new int[] {0, 2, REFUSED}) {
                            for (int approval : new int[] {0, 2, 3}) {
                                for (int flags = 0; flags < 16; flags++) {
                                    for (Grace grace : Grace.values()) {
                                        all.add(new Wants(
                                                asked,
                                                essential,
                                                role,
                                                client,
                                                risk,
                                                approval,
                                                (flags & 1) != 0,
                                                (flags & 2) != 0 ? 2 : 0,
                                                (flags & 4) != 0,
                                                (flags & 8) != 0,
                                                grace));
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return all;
    }
}
