package dev.mfapack.restapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mfapack.persistence.RiskDecision;
import dev.mfapack.risk.Contribution;
import dev.mfapack.risk.Learning;
import dev.mfapack.risk.OperatorWords;
import dev.mfapack.risk.Why;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was made of a login, as administrators see it; {@code docs/risk.md} says what each field means. The hashed values that are kept
 * with it are for nobody to read.
 *
 * @param person id of whom the login was
 * @param mode in which the realm was: {@code shadow} or {@code enforce}
 * @param score 0 to 100
 * @param level that the score asked for, whatever the mode
 * @param refusal the hard evidence for which the login was to be refused
 * @param contributions the weightiest first
 * @param model version of the scorer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DecisionView(
        String id,
        String time,
        String person,
        String mode,
        double score,
        int level,
        @Nullable String refusal,
        Learning learning,
        List<Said> contributions,
        String model,
        @Nullable Verdict verdict) {

    /**
     * What one signal said.
     *
     * @param weight log-odds; above 0 speaks for a stranger
     * @param words in English
     * @param unknown why the signal could not look
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Said(
            String signal,
            double weight,
            String words,
            @Nullable String unknown) {

        static Said of(Contribution contribution) {
            String unknown = contribution.unknown().map(Why::label).orElse(null);
            String words = unknown != null
                    ? "unknown (" + unknown + ")"
                    : contribution.operator().map(OperatorWords::say).orElse("");
            return new Said(contribution.signal(), contribution.weight(), words, unknown);
        }
    }

    /**
     * What somebody has said that the login was.
     *
     * @param verdict {@code attack} or {@code legitimate}
     * @param by id of the person or administrator
     */
    record Verdict(String verdict, String by, String at) {

        static Verdict of(RiskDecision.Verdict verdict) {
            return new Verdict(
                    VerdictRequest.word(verdict.label()),
                    verdict.by(),
                    verdict.at().toString());
        }
    }

    static DecisionView of(RiskDecision decision) {
        return new DecisionView(
                decision.id(),
                decision.time().toString(),
                decision.userId(),
                word(decision.mode()),
                decision.score(),
                decision.level().number(),
                decision.refusal().map(DecisionView::word).orElse(null),
                decision.learning(),
                decision.contributions().stream().map(Said::of).toList(),
                decision.model(),
                decision.verdict().map(Verdict::of).orElse(null));
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
