package dev.mfapack.core.level;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every combination of the inputs against a second, number-by-number telling of the same rules. */
class LevelDecisionTableTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long MAX_AGE_SECONDS = 900;

    /** Seconds ago; 0 and 900 are still fresh, 901 is not, and -1 stands for "never". */
    private static final int[] AGES = {-1, 0, 900, 901};

    private record Row(int asked, boolean habit, Set<Integer> factors, Map<Integer, Integer> secondsAgo) {}

    /** What must come out: the level still to be proven, or 0; and what the person cannot do. */
    private record Expected(int outstanding, Set<String> reasons, Set<String> beyondReach) {}

    @Test
    @DisplayName("house, One decision: every combination of asked, habit, factors and proofs")
    void everyCombinationComesOutAsTheRulesSay() {
        List<Row> rows = allRows();
        assertThat(rows).hasSize(4 * 2 * 8 * 64);

        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(told(LevelDecision.decide(inputs(row), NOW))).isEqualTo(expected(row)));
    }

    private static Expected expected(Row row) {
        Set<String> reasons = new HashSet<>();
        Set<String> beyondReach = new HashSet<>();
        int outstanding = 0;
        if (row.asked() > 0) {
            reasons.add("CLIENT " + row.asked());
            boolean met = false;
            for (int level = row.asked(); level <= 3; level++) {
                int age = row.secondsAgo().get(level);
                met |= age >= 0 && age <= MAX_AGE_SECONDS;
            }
            if (!met) {
                int with = leastFactorFrom(row.asked(), row.factors());
                if (with == 0) {
                    beyondReach.add("CLIENT " + row.asked());
                    int strongest = Math.max(
                            0,
                            row.factors().stream()
                                    .mapToInt(Integer::intValue)
                                    .max()
                                    .orElse(0));
                    boolean fresh = false;
                    for (int level = strongest; level > 0 && level <= 3; level++) {
                        int age = row.secondsAgo().get(level);
                        fresh |= age >= 0 && age <= MAX_AGE_SECONDS;
                    }
                    with = fresh ? 0 : strongest;
                }
                outstanding = with;
            }
        }
        if (row.habit() && (row.factors().contains(2) || row.factors().contains(3))) {
            reasons.add("HABIT 2");
            boolean everMet = row.secondsAgo().get(2) >= 0 || row.secondsAgo().get(3) >= 0;
            if (!everMet) {
                outstanding = Math.max(outstanding, leastFactorFrom(2, row.factors()));
            }
        }
        return new Expected(outstanding, reasons, beyondReach);
    }

    private static int leastFactorFrom(int level, Set<Integer> factors) {
        for (int factor = level; factor <= 3; factor++) {
            if (factors.contains(factor)) {
                return factor;
            }
        }
        return 0;
    }

    private static Expected told(Decision decision) {
        return new Expected(
                decision.outstanding().map(Level::number).orElse(0),
                told(decision.reasons()),
                told(decision.beyondReach()));
    }

    private static Set<String> told(List<Reason> reasons) {
        Set<String> told = new HashSet<>();
        reasons.forEach(reason -> told.add(reason.kind() + " " + reason.level().number()));
        return told;
    }

    private static LevelInputs inputs(Row row) {
        Set<Level> factors = new HashSet<>();
        row.factors().forEach(number -> factors.add(Level.ofNumber(number).orElseThrow()));
        Map<Level, Instant> proven = new EnumMap<>(Level.class);
        row.secondsAgo().forEach((number, age) -> {
            if (age >= 0) {
                proven.put(Level.ofNumber(number).orElseThrow(), NOW.minus(Duration.ofSeconds(age)));
            }
        });
        return new LevelInputs(
                Level.ofNumber(row.asked()),
                LevelInputs.DEFAULT_CLIENT_MAX_AGE,
                row.habit(),
                factors,
                new Proven(proven));
    }

    private static List<Row> allRows() {
        List<Row> rows = new ArrayList<>();
        for (int asked = 0; asked <= 3; asked++) {
            for (boolean habit : new boolean[] {false, true}) {
                for (Set<Integer> factors : allFactorSets()) {
                    for (Map<Integer, Integer> proofs : allProofs()) {
                        rows.add(new Row(asked, habit, factors, proofs));
                    }
                }
            }
        }
        return rows;
    }

    private static List<Set<Integer>> allFactorSets() {
        List<Set<Integer>> sets = new ArrayList<>();
        for (int bits = 0; bits < 8; bits++) {
            Set<Integer> set = new HashSet<>();
            for (int level = 1; level <= 3; level++) {
                if ((bits >> (level - 1) & 1) == 1) {
                    set.add(level);
                }
            }
            sets.add(set);
        }
        return sets;
    }

    private static List<Map<Integer, Integer>> allProofs() {
        List<Map<Integer, Integer>> proofs = new ArrayList<>();
        for (int first : AGES) {
            for (int second : AGES) {
                for (int third : AGES) {
                    proofs.add(new HashMap<>(Map.of(1, first, 2, second, 3, third)));
                }
            }
        }
        return proofs;
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
}
