package dev.mfapack.core.level;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.limit.Settings;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GracePolicyTest {

    private static final Instant LAST_MOMENT = Instant.parse("2026-12-01T23:59:59.999Z");
    private static final Instant TOO_LATE = Instant.parse("2026-12-02T00:00:00Z");

    private final Map<String, String> problems = new TreeMap<>();

    @Test
    void whatIsNotSetPutsNothingOff() {
        assertThat(policy(Map.of())).isEqualTo(GracePolicy.NONE);
        assertThat(GracePolicy.NONE.at(LAST_MOMENT, 0, false)).isEqualTo(Grace.NONE);
        assertThat(GracePolicy.NONE.at(LAST_MOMENT, 0, true)).isEqualTo(Grace.NONE);
    }

    @Test
    void theDateIsTheLastDay() {
        GracePolicy policy = policy(Map.of("mfa.enrol.grace-until", " 2026-12-01 "));

        assertThat(policy.at(LAST_MOMENT, 1000, false)).isEqualTo(Grace.OFFERED);
        assertThat(policy.at(LAST_MOMENT, 1000, true)).isEqualTo(Grace.TAKEN);
        assertThat(policy.at(TOO_LATE, 0, false)).isEqualTo(Grace.NONE);
        assertThat(policy.at(TOO_LATE, 0, true))
                .as("what was put off on the last day is not put off for ever")
                .isEqualTo(Grace.NONE);
        assertThat(policy.left(1000)).isEmpty();
    }

    @Test
    @DisplayName("skips are counted down; a session that has taken one holds")
    void skipsAreCountedDown() {
        GracePolicy policy = policy(Map.of("mfa.enrol.skips", "2"));

        assertThat(policy.at(LAST_MOMENT, 1, false)).isEqualTo(Grace.OFFERED);
        assertThat(policy.at(LAST_MOMENT, 2, false)).isEqualTo(Grace.NONE);
        assertThat(policy.at(LAST_MOMENT, 2, true)).isEqualTo(Grace.TAKEN);
        assertThat(policy.left(0)).hasValue(2);
        assertThat(policy.left(5)).as("the policy was lowered").hasValue(0);
    }

    @Test
    void whereBothAreSetBothHold() {
        GracePolicy policy = policy(Map.of("mfa.enrol.skips", "2", "mfa.enrol.grace-until", "2026-12-01"));

        assertThat(policy.at(LAST_MOMENT, 2, false)).isEqualTo(Grace.NONE);
        assertThat(policy.at(TOO_LATE, 0, false)).isEqualTo(Grace.NONE);
        assertThat(policy.at(LAST_MOMENT, 1, false)).isEqualTo(Grace.OFFERED);
    }

    @ParameterizedTest
    @CsvSource({
        "mfa.enrol.skips, 31",
        "mfa.enrol.skips, -1",
        "mfa.enrol.skips, some",
        "mfa.enrol.grace-until, 1 December",
        "mfa.enrol.grace-until, 2026-02-30"
    })
    @DisplayName("with what cannot be read nothing is put off, whatever else is set")
    void whatCannotBeReadPutsNothingOff(String attribute, String value) {
        Map<String, String> attributes =
                new TreeMap<>(Map.of("mfa.enrol.skips", "5", "mfa.enrol.grace-until", "2026-12-01"));
        attributes.put(attribute, value);

        assertThat(policy(attributes).at(LAST_MOMENT, 0, false)).isEqualTo(Grace.NONE);
        assertThat(problems).containsOnlyKeys(attribute);
    }

    private GracePolicy policy(Map<String, String> attributes) {
        return GracePolicy.read(new Settings(attributes::get, problems::put));
    }
}
