package dev.mfapack.restapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.core.limit.Settings;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.persistence.RiskDecisionFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/**
 * A policy to be tried, and on what. Nothing at all is a request too: for the realm's own policy, on all that is kept.
 *
 * @param attributes of the policy, {@code mfa.risk.*}; where one is left out the realm's own holds
 * @param from the earliest login, inclusive (default: all)
 * @param to exclusive (default: all)
 */
record DryRunRequest(
        @Nullable Map<String, String> attributes,
        @Nullable String from,
        @Nullable String to) {

    /** What a score and the levels that follow from it answer; the mode is always taken for {@code enforce}. */
    private static final Set<String> TOLD =
            Set.of("mfa.risk.mode", "mfa.risk.mfa-from", "mfa.risk.phr-from", "mfa.risk.learn-days");

    private static final ObjectMapper STRICT = new ObjectMapper().registerModule(PlainText.module());

    /** @throws ProblemException 400 when it is not such a JSON object */
    static DryRunRequest parse(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return new DryRunRequest(null, null, null);
        }
        try {
            DryRunRequest request = STRICT.readValue(body, DryRunRequest.class);
            if (request == null || request.attributes().values().stream().anyMatch(Objects::isNull)) {
                throw malformed();
            }
            return request;
        } catch (JsonProcessingException e) {
            throw malformed();
        }
    }

    @Override
    public Map<String, String> attributes() {
        return attributes == null ? Map.of() : attributes;
    }

    /** @throws ProblemException 400 when it cannot be understood */
    RiskPolicy policy(RealmModel realm) {
        Map<String, String> tried = new HashMap<>();
        RiskPolicy.ATTRIBUTES.forEach(name -> tried.put(name, realm.getAttribute(name)));
        tried.putAll(attributes());
        Map<String, String> problems = new TreeMap<>();
        RiskPolicy policy = RiskPolicy.read(new Settings(tried::get, problems::put));
        tried.keySet().stream()
                .filter(name -> !RiskPolicy.ATTRIBUTES.contains(name))
                .forEach(name -> problems.put(name, "there is no such attribute"));
        if (!problems.isEmpty()) {
            throw ProblemException.badRequest(PolicyResource.told(problems));
        }
        return policy;
    }

    /** @throws ProblemException 400 when a time is none */
    RiskDecisionFilter filter(String realmId) {
        return new RiskDecisionFilter(realmId, null, null, null, time("from", from), time("to", to));
    }

    private static @Nullable Long time(String name, @Nullable String text) {
        try {
            return text == null ? null : Query.millis(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(name + ": " + e.getMessage() + ".");
        }
    }

    /** Attributes of the request that the decisions that are kept tell nothing about. */
    List<String> notTold() {
        return attributes().keySet().stream()
                .filter(name -> !TOLD.contains(name))
                .sorted()
                .toList();
    }

    private static ProblemException malformed() {
        return ProblemException.badRequest("Send {\"attributes\": {\"mfa.risk.mfa-from\": \"60\"}, \"from\":"
                + " \"2026-03-01T00:00:00Z\", \"to\": \"2026-04-01T00:00:00Z\"}, of which each may be left out.");
    }
}
