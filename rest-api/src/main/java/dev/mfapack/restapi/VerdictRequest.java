package dev.mfapack.restapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.persistence.RiskDecision.Label;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says that a login was.
 *
 * @param verdict {@code attack} or {@code legitimate}
 */
record VerdictRequest(@Nullable String verdict) {

    private static final ObjectMapper STRICT = new ObjectMapper().registerModule(PlainText.module());

    /** @throws ProblemException 400 when it is not such a JSON object */
    static Label parse(@Nullable String body) {
        try {
            VerdictRequest request = STRICT.readValue(body == null ? "" : body, VerdictRequest.class);
            return label(request == null || request.verdict == null ? "" : request.verdict);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw ProblemException.badRequest("Send {\"verdict\": \"attack\"} or {\"verdict\": \"legitimate\"}.");
        }
    }

    /** @throws IllegalArgumentException when it is another word */
    static Label label(String word) {
        return switch (word) {
            case "attack" -> Label.ATTACK;
            case "legitimate" -> Label.LEGITIMATE;
            default -> throw new IllegalArgumentException("must be attack or legitimate");
        };
    }

    static String word(Label label) {
        return label.name().toLowerCase(Locale.ROOT);
    }
}
