package dev.mfapack.persistence;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.Contribution;
import dev.mfapack.risk.HardEvidence;
import dev.mfapack.risk.Learning;
import dev.mfapack.risk.Lesson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was made of a login, as it is kept: no address, no user agent.
 *
 * @param mode in which the realm was: whether the level was asked for
 * @param score 0 to 100
 * @param contributions the weightiest first
 * @param model version of scorer and parameters
 * @param lesson with the hashed values; empty when another version of the pack wrote it
 * @param verdict empty as long as nobody has said what the login was
 */
public record RiskDecision(
        String id,
        Instant time,
        String realmId,
        String userId,
        RiskPolicy.Mode mode,
        Level level,
        double score,
        Optional<HardEvidence> refusal,
        Learning learning,
        List<Contribution> contributions,
        String model,
        Optional<Lesson> lesson,
        Optional<Verdict> verdict) {

    public RiskDecision {
        contributions = List.copyOf(contributions);
    }

    /** What a login was. Names are stored. */
    public enum Label {
        ATTACK,
        LEGITIMATE
    }

    /**
     * Somebody's word on a login.
     *
     * @param by id of the person or administrator
     */
    public record Verdict(Label label, String by, Instant at) {}
}
