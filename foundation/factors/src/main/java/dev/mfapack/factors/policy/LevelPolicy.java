package dev.mfapack.factors.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.mfapack.core.level.Demand;
import dev.mfapack.core.level.Level;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.util.JsonSerialization;

/**
 * Who must log in how strongly.
 *
 * @param mode {@code mfa.mode}: {@code enforcing} (default), {@code shadow} or {@code off}
 * @param roles {@code mfa.level.roles}: a JSON object, role to level (1, 2, 3 or {@code "highest"}); a realm role by its name,
 *     a client's role as {@code client/role}. Who has a role through another one or a group has it
 * @param clients {@code mfa.level.clients}: a JSON object, client id to level
 * @param habit {@code mfa.level.habit}: whether everybody who has a second factor is asked for it; default {@code true}
 * @param mayEnrol {@code mfa.level.beyond-reach}: {@code enrol} (default): who has no factor for what is asked binds one now;
 *     {@code refuse}: they are refused
 */
public record LevelPolicy(
        Mode mode, Map<String, Demand> roles, Map<String, Demand> clients, boolean habit, boolean mayEnrol) {

    /** Nothing but habit. */
    static final LevelPolicy DEFAULT = new LevelPolicy(Mode.ENFORCING, Map.of(), Map.of(), true, true);

    /** What cannot be understood never counts as nothing: everybody proves the best that they have. */
    static final Map<String, Demand> UNREADABLE = Map.of(LevelPolicy.EVERYBODY, Demand.HIGHEST);

    private static final String EVERYBODY = "";
    private static final String HIGHEST = "highest";

    public LevelPolicy {
        roles = Map.copyOf(roles);
        clients = Map.copyOf(clients);
    }

    /** A policy of roles and clients alone, as JSON objects; blank is none, and what cannot be read asks everybody. */
    public static LevelPolicy asking(@Nullable String roles, @Nullable String clients) {
        return new LevelPolicy(Mode.ENFORCING, demandsOrAll(roles), demandsOrAll(clients), false, true);
    }

    private static Map<String, Demand> demandsOrAll(@Nullable String json) {
        if (json == null || json.isBlank()) {
            return Map.of();
        }
        try {
            return demands(json);
        } catch (IllegalArgumentException e) {
            return UNREADABLE;
        }
    }

    /** What the person's roles ask for. A role that is gone asks nothing. */
    public Demand ofRoles(RealmModel realm, UserModel user) {
        return roles.entrySet().stream()
                .filter(entry -> entry.getKey().equals(EVERYBODY) || has(user, role(realm, entry.getKey())))
                .map(Map.Entry::getValue)
                .reduce(Demand.NONE, Demand::and);
    }

    /** What the realm asks for in this app. */
    public Demand ofClient(ClientModel client) {
        return clients.getOrDefault(client.getClientId(), clients.getOrDefault(EVERYBODY, Demand.NONE));
    }

    /**
     * Reads roles or clients.
     *
     * @throws IllegalArgumentException with what is wrong, when it is no JSON object or a level is unknown
     */
    static Map<String, Demand> demands(String json) {
        Map<String, Object> entries;
        try {
            entries = JsonSerialization.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (IOException e) {
            throw new IllegalArgumentException("must be a JSON object such as {\"admin\": 2}", e);
        }
        if (entries == null || entries.containsKey(EVERYBODY)) {
            throw new IllegalArgumentException("must name roles or clients");
        }
        Map<String, Demand> demands = new LinkedHashMap<>();
        entries.forEach((name, level) -> demands.put(name, demand(name, level)));
        return demands;
    }

    private static Demand demand(String name, Object level) {
        if (HIGHEST.equals(level)) {
            return Demand.HIGHEST;
        }
        if (level instanceof Integer number) {
            return Level.ofNumber(number).map(Demand::of).orElseThrow(() -> unknownLevel(name));
        }
        throw unknownLevel(name);
    }

    private static IllegalArgumentException unknownLevel(String name) {
        return new IllegalArgumentException("the level of " + name + " must be 1, 2, 3 or \"" + HIGHEST + "\"");
    }

    /** The realm's or a client's role of that name; null when there is none. */
    static @Nullable RoleModel role(RealmModel realm, String name) {
        RoleModel ofRealm = realm.getRole(name);
        int slash = name.indexOf('/');
        if (ofRealm != null || slash < 0) {
            return ofRealm;
        }
        ClientModel client = realm.getClientByClientId(name.substring(0, slash));
        return client == null ? null : client.getRole(name.substring(slash + 1));
    }

    private static boolean has(UserModel user, @Nullable RoleModel role) {
        return role != null && user.hasRole(role);
    }
}
