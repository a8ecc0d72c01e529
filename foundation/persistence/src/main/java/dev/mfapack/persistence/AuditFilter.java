package dev.mfapack.persistence;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a realm are looked for; what is null may be anything.
 *
 * @param realm id of the realm
 * @param person whom they are about
 * @param actor who did it, where that was somebody else
 * @param type name of the type
 * @param outcome name of the outcome
 * @param factor credential type
 * @param client client id
 * @param addresses as they are stored: one of them
 * @param from milliseconds since the epoch, inclusive
 * @param to milliseconds since the epoch, exclusive
 * @param butFor names of types that are left out
 */
public record AuditFilter(
        String realm,
        @Nullable String person,
        @Nullable String actor,
        @Nullable String type,
        @Nullable String outcome,
        @Nullable String factor,
        @Nullable String client,
        @Nullable List<String> addresses,
        @Nullable Long from,
        @Nullable Long to,
        List<String> butFor) {

    public AuditFilter {
        butFor = List.copyOf(butFor);
    }

    /** All that is about somebody, but for records of these types. */
    public static AuditFilter ofPerson(String realm, String person, List<String> butFor) {
        return new AuditFilter(realm, person, null, null, null, null, null, null, null, null, butFor);
    }

    String conditions(Map<String, Object> parameters) {
        StringBuilder conditions = new StringBuilder("realmId = :realm");
        parameters.put("realm", realm);
        add(conditions, parameters, "userId", "=", "person", person);
        add(conditions, parameters, "actorId", "=", "actor", actor);
        add(conditions, parameters, "type", "=", "type", type);
        add(conditions, parameters, "outcome", "=", "outcome", outcome);
        add(conditions, parameters, "factor", "=", "factor", factor);
        add(conditions, parameters, "clientId", "=", "client", client);
        add(conditions, parameters, "address", "in", "addresses", addresses);
        add(conditions, parameters, "eventTime", ">=", "from", from);
        add(conditions, parameters, "eventTime", "<", "to", to);
        add(conditions, parameters, "type", "not in", "butFor", butFor.isEmpty() ? null : butFor);
        return conditions.toString();
    }

    private static void add(
            StringBuilder conditions,
            Map<String, Object> parameters,
            String attribute,
            String operator,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions
                    .append(" and ")
                    .append(attribute)
                    .append(' ')
                    .append(operator)
                    .append(" :")
                    .append(name);
            parameters.put(name, value);
        }
    }
}
