package dev.mfapack.persistence;

import dev.mfapack.core.level.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which decisions of a realm are looked for; what is null may be anything.
 *
 * @param realm id of the realm
 * @param person id of the person
 * @param atLeast of that level or a higher one
 * @param label what somebody has said that the login was
 * @param from milliseconds since the epoch, inclusive
 * @param to milliseconds since the epoch, exclusive
 */
public record RiskDecisionFilter(
        String realm,
        @Nullable String person,
        @Nullable Level atLeast,
        RiskDecision.@Nullable Label label,
        @Nullable Long from,
        @Nullable Long to) {

    /** All of a realm. */
    public static RiskDecisionFilter of(String realm) {
        return new RiskDecisionFilter(realm, null, null, null, null, null);
    }

    String conditions(Map<String, Object> parameters) {
        StringBuilder conditions = new StringBuilder("realmId = :realm");
        parameters.put("realm", realm);
        add(conditions, parameters, "userId = :person", "person", person);
        add(conditions, parameters, "level >= :level", "level", atLeast == null ? null : atLeast.number());
        add(conditions, parameters, "label = :label", "label", label);
        add(conditions, parameters, "decidedAt >= :from", "from", from);
        add(conditions, parameters, "decidedAt < :to", "to", to);
        return conditions.toString();
    }

    private static void add(
            StringBuilder conditions,
            Map<String, Object> parameters,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions.append(" and ").append(condition);
            parameters.put(name, value);
        }
    }
}
