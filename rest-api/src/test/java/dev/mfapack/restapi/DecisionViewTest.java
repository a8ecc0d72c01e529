package dev.mfapack.restapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.persistence.RiskDecision;
import dev.mfapack.persistence.RiskDecision.Label;
import dev.mfapack.risk.Contribution;
import dev.mfapack.risk.Feature;
import dev.mfapack.risk.HardEvidence;
import dev.mfapack.risk.HashedValue;
import dev.mfapack.risk.Learning;
import dev.mfapack.risk.Lesson;
import dev.mfapack.risk.Place;
import dev.mfapack.risk.Why;
import dev.mfapack.risk.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DecisionViewTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final long HASH = 1234567890123456789L;

    @Test
    @DisplayName("a decision reads in English, says why something is unknown, and shows none of the hashed values")
    void aDecisionReadsInEnglish() {
        JsonNode shown =
                new ObjectMapper().valueToTree(DecisionView.of(decision(Optional.of(HardEvidence.DENIED_NETWORK))));

        assertThat(shown.path("contributions").findValuesAsText("words"))
                .containsExactly("new country (Brazil, never seen for this person)", "unknown (store-failed)", "");
        assertThat(shown.path("contributions").get(1).path("unknown").asText()).isEqualTo("store-failed");
        assertThat(shown.path("contributions").get(0).has("unknown")).isFalse();
        assertThat(shown.path("mode").asText()).isEqualTo("shadow");
        assertThat(shown.path("level").asInt()).isEqualTo(3);
        assertThat(shown.path("score").asDouble()).isEqualTo(81.25);
        assertThat(shown.path("refusal").asText()).isEqualTo("denied-network");
        assertThat(shown.path("learning").path("days").asDouble()).isEqualTo(2.5);
        assertThat(shown.path("verdict").path("verdict").asText()).isEqualTo("legitimate");
        assertThat(shown.toString()).doesNotContain(Long.toString(HASH), "48.1", "lesson");
        assertThat(new ObjectMapper()
                        .valueToTree(DecisionView.of(decision(Optional.empty())))
                        .has("refusal"))
                .isFalse();
    }

    private static RiskDecision decision(Optional<HardEvidence> refusal) {
        return new RiskDecision(
                "id",
                NOON,
                "realm",
                "person",
                RiskPolicy.Mode.SHADOW,
                Level.PHISHING_RESISTANT,
                81.25,
                refusal,
                new Learning(true, false, 2.5),
                List.of(
                        new Contribution(
                                "location",
                                1.93,
                                Optional.empty(),
                                Optional.of(Words.of("mfaRiskNew-country", "BR")),
                                Optional.of(Words.of("mfaRiskPersonPlace"))),
                        new Contribution(
                                "velocity", 0, Optional.of(Why.STORE_FAILED), Optional.empty(), Optional.empty()),
                        new Contribution("other", 0, Optional.empty(), Optional.empty(), Optional.empty())),
                "1",
                Optional.of(new Lesson(
                        NOON,
                        1,
                        List.of(new HashedValue(Feature.COUNTRY, HASH)),
                        0,
                        List.of(),
                        Optional.of(new Place.Point(48.1, 11.5)),
                        12,
                        Level.PHISHING_RESISTANT)),
                Optional.of(new RiskDecision.Verdict(Label.LEGITIMATE, "admin", NOON)));
    }
}
