package dev.mfapack.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.limit.Settings;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskPolicyTest {

    private final Map<String, String> problems = new HashMap<>();

    @Test
    void aRealmThatSetsNothingLooksAtNothing() {
        assertThat(read(Map.of())).isEqualTo(RiskPolicy.DEFAULT);
        assertThat(RiskPolicy.DEFAULT.mode()).isEqualTo(RiskPolicy.Mode.OFF);
        assertThat(problems).isEmpty();
    }

    @Test
    void whatIsSetIsRead() {
        RiskPolicy policy = read(Map.of(
                "mfa.risk.mode", "shadow",
                "mfa.risk.mfa-from", "40",
                "mfa.risk.phr-from", "95",
                "mfa.risk.stuffing-people", "25",
                "mfa.risk.learn-days", "5",
                "mfa.risk.learn-people", "7",
                "mfa.risk.zone", "Europe/Berlin"));

        assertThat(problems).isEmpty();
        assertThat(policy.mode()).isEqualTo(RiskPolicy.Mode.SHADOW);
        assertThat(policy.stuffingPeople()).hasValue(25);
        assertThat(policy.learnDays()).isEqualTo(5);
        assertThat(policy.learnPeople()).isEqualTo(7);
        assertThat(policy.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(policy.level(39.9)).isEqualTo(Level.BASIC);
        assertThat(policy.level(40)).isEqualTo(Level.MFA);
        assertThat(policy.level(95)).isEqualTo(Level.PHISHING_RESISTANT);
    }

    @Test
    void aThresholdAboveTheOtherOnesDefaultTakesThatAlong() {
        RiskPolicy policy = read(Map.of("mfa.risk.mfa-from", "90"));

        assertThat(problems).isEmpty();
        assertThat(policy.phishingResistantFrom()).isEqualTo(90);
    }

    @ParameterizedTest
    @CsvSource({
        "mfa.risk.mode, on, 'must be off, shadow or enforce'",
        "mfa.risk.mfa-from, 101, must be a whole number between 0 and 100",
        "mfa.risk.mfa-from, high, must be a whole number between 0 and 100",
        "mfa.risk.phr-from, 49, must not be below mfa.risk.mfa-from",
        "mfa.risk.stuffing-people, 9, must be a whole number between 10 and 10000",
        "mfa.risk.learn-days, 31, must be a whole number between 1 and 30",
        "mfa.risk.learn-people, 0, must be a whole number between 1 and 10000",
        "mfa.risk.zone, Mars/Olympus, must be a time zone such as Europe/Berlin",
    })
    void whatCannotBeReadIsToldAndNeverAsksForLess(String attribute, String value, String problem) {
        RiskPolicy policy = read(Map.of(attribute, value));

        assertThat(problems).containsOnlyKeys(attribute).containsEntry(attribute, problem);
        for (double score = 0; score <= 100; score++) {
            assertThat(policy.level(score)).isGreaterThanOrEqualTo(RiskPolicy.DEFAULT.level(score));
        }
        assertThat(policy.mode())
                .isEqualTo(attribute.equals("mfa.risk.mode") ? RiskPolicy.Mode.ENFORCE : RiskPolicy.Mode.OFF);
    }

    private RiskPolicy read(Map<String, String> attributes) {
        return RiskPolicy.read(new Settings(attributes::get, problems::put));
    }
}
