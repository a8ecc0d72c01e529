package dev.mfapack.risk;

import dev.mfapack.core.level.Level;
import java.util.List;
import java.util.Optional;

/**
 * What became of a login's evaluation.
 *
 * @param score 0 to 100, continuous
 * @param level what the score asks for; at least {@link Level#MFA} when something is broken that the score needs
 * @param refusal set when nobody gets in this way, however much they prove
 * @param contributions of every signal, the weightiest first
 * @param model version of scorer and parameters: the same model gives the same score for the same inputs
 * @param learning whether there was enough to judge by
 * @param lesson what is learned if the login succeeds; holds the hashed values, and nothing else of the login
 */
public record Assessment(
        double score,
        Level level,
        Optional<HardEvidence> refusal,
        List<Contribution> contributions,
        String model,
        Learning learning,
        Lesson lesson) {

    public Assessment {
        contributions = List.copyOf(contributions);
    }

    /** Whether something was broken, so that the level is no lower than {@link Level#MFA}. */
    public boolean isFaulty() {
        return contributions.stream().anyMatch(Contribution::isFault);
    }
}
