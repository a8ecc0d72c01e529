package dev.mfapack.restapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.limit.Settings;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.persistence.RiskDecision;
import dev.mfapack.persistence.RiskDecision.Label;
import dev.mfapack.persistence.RiskDecision.Verdict;
import dev.mfapack.restapi.DryRun.Hit;
import dev.mfapack.restapi.DryRun.Result;
import dev.mfapack.restapi.DryRun.Threshold;
import dev.mfapack.restapi.DryRun.Tried;
import dev.mfapack.risk.Contribution;
import dev.mfapack.risk.HardEvidence;
import dev.mfapack.risk.Learning;
import dev.mfapack.risk.Why;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DryRunTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private int seconds;

    @Test
    @DisplayName(
            "of 100 logins, one at each score, those from the threshold on are asked, and attacks below it are missed")
    void eachThresholdTellsWhoIsAsked() {
        DryRun run = new DryRun(policy("mfa.risk.mfa-from", "60", "mfa.risk.phr-from", "90"));
        for (int score = 0; score < 100; score++) {
            run.add(login("person-" + score, score + 0.5));
        }
        run.add(labelled(Label.ATTACK, 60));
        run.add(labelled(Label.ATTACK, 59.999999));
        run.add(labelled(Label.LEGITIMATE, 100));

        Result result = run.result(List.of());

        assertThat(result.decisions()).isEqualTo(103);
        assertThat(result.logins()).isEqualTo(101);
        assertThat(result.attacks()).isEqualTo(2);
        assertThat(result.first()).isEqualTo("2026-03-02T12:00:01Z");
        assertThat(result.last()).isEqualTo("2026-03-02T12:01:43Z");
        assertThat(result.policy()).isEqualTo(new Tried(60, 90, 41, 11, 1, 1));
        assertThat(result.thresholds())
                .contains(
                        new Threshold(10, 91, 91, 2, 0), new Threshold(60, 41, 41, 1, 1), new Threshold(99, 2, 2, 0, 2))
                .extracting(Threshold::score)
                .isSorted();
    }

    @Test
    @DisplayName("with something broken a second factor is asked for whatever the score, a passkey only for the score")
    void whatIsBrokenIsAsked() {
        DryRun run = new DryRun(RiskPolicy.DEFAULT);
        run.add(decision("paul", 1, Optional.empty(), Optional.of(Why.STORE_FAILED), Optional.empty()));
        run.add(decision("paul", 99, Optional.empty(), Optional.of(Why.CORRUPT), Optional.empty()));
        run.add(decision("paul", 1, Optional.empty(), Optional.of(Why.NOT_CONFIGURED), Optional.empty()));

        Result result = run.result(List.of());

        assertThat(result.faulty()).isEqualTo(2);
        assertThat(result.policy()).isEqualTo(new Tried(50, 80, 2, 1, 0, 0));
        assertThat(result.thresholds()).contains(new Threshold(99, 2, 1, 0, 0));
        assertThat(result.hitMost()).containsExactly(new Hit("paul", 2, 2));
    }

    @Test
    @DisplayName("who was refused is not asked, and an attack that was refused is not missed")
    void refusalsCountAsSuch() {
        DryRun run = new DryRun(RiskPolicy.DEFAULT);
        run.add(decision("paul", 99, Optional.of(HardEvidence.DENIED_NETWORK), Optional.empty(), Optional.empty()));
        run.add(decision("paul", 1, Optional.of(HardEvidence.STUFFING), Optional.empty(), Optional.of(Label.ATTACK)));

        Result result = run.result(List.of());

        assertThat(result.refused()).isEqualTo(2);
        assertThat(result.policy()).isEqualTo(new Tried(50, 80, 0, 0, 1, 0));
        assertThat(result.hitMost()).isEmpty();
    }

    @Test
    @DisplayName("the ten people who would be asked most often are named, without what was somebody else's attack")
    void whoIsHitMost() {
        DryRun run = new DryRun(RiskPolicy.DEFAULT);
        for (int person = 0; person < 12; person++) {
            for (int login = 0; login <= person; login++) {
                run.add(login("person-" + person, 50));
                run.add(login("person-" + person, 49.9));
            }
        }
        for (int attack = 0; attack < 20; attack++) {
            run.add(labelled(Label.ATTACK, 90));
        }

        List<Hit> hit = run.result(List.of()).hitMost();

        assertThat(hit)
                .hasSize(10)
                .startsWith(new Hit("person-11", 12, 12), new Hit("person-10", 11, 11))
                .endsWith(new Hit("person-2", 3, 3));
    }

    @Test
    @DisplayName("days of learning are those of the policy that is tried; nothing at all gives noughts")
    void learningAndNothing() {
        DryRun strict = new DryRun(policy("mfa.risk.learn-days", "10"));
        DryRun lax = new DryRun(policy("mfa.risk.learn-days", "1"));
        strict.add(login("paul", 1));
        lax.add(login("paul", 1));

        assertThat(strict.result(List.of()).learning()).isEqualTo(1);
        assertThat(lax.result(List.of()).learning()).isZero();
        Result nothing = new DryRun(RiskPolicy.DEFAULT).result(List.of("mfa.risk.zone"));
        assertThat(nothing.first()).isNull();
        assertThat(nothing.decisions()).isZero();
        assertThat(nothing.policy()).isEqualTo(new Tried(50, 80, 0, 0, 0, 0));
        assertThat(nothing.notTold()).containsExactly("mfa.risk.zone");
    }

    private static RiskPolicy policy(String... attributes) {
        Map<String, String> set = attributes.length == 2
                ? Map.of(attributes[0], attributes[1])
                : Map.of(attributes[0], attributes[1], attributes[2], attributes[3]);
        return RiskPolicy.read(new Settings(set::get, (name, problem) -> {
            throw new AssertionError(name + " " + problem);
        }));
    }

    private RiskDecision login(String person, double score) {
        return decision(person, score, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private RiskDecision labelled(Label label, double score) {
        return decision("victim", score, Optional.empty(), Optional.empty(), Optional.of(label));
    }

    /** Of a person who has logged in on five days. */
    private RiskDecision decision(
            String person, double score, Optional<HardEvidence> refusal, Optional<Why> unknown, Optional<Label> label) {
        seconds++;
        return new RiskDecision(
                "decision-" + seconds,
                NOON.plusSeconds(seconds),
                "realm",
                person,
                RiskPolicy.Mode.SHADOW,
                Level.BASIC,
                score,
                refusal,
                new Learning(false, false, 5),
                List.of(new Contribution("device", 0, unknown, Optional.empty(), Optional.empty())),
                "1",
                Optional.empty(),
                label.map(it -> new Verdict(it, "admin", NOON)));
    }
}
