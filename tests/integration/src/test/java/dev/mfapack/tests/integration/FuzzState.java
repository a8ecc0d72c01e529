package dev.mfapack.tests.integration;

import dev.mfapack.tests.bench.Db;
import dev.mfapack.tests.bench.RealmAdmin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in the tables about people and realms: what a refused call must leave as it is. Counters, logs and challenges are not part of it: to be refused is counted and recorded. */
final class FuzzState {

    private static final Map<String, String> OF_A_PERSON = Map.of(
            "USER_ENTITY", "ID",
            "USER_ATTRIBUTE", "USER_ID",
            "USER_REQUIRED_ACTION", "USER_ID",
            "USER_ROLE_MAPPING", "USER_ID",
            "USER_GROUP_MEMBERSHIP", "USER_ID",
            "MFA_PERSON", "USER_ID",
            "MFA_RECOVERY", "USER_ID",
            "MFA_PASSKEY", "USER_ID",
            "MFA_APP_PASSWORD_USE", "USER_ID");

    private static final Map<String, String> OF_A_REALM = Map.of(
            "REALM", "ID",
            "REALM_ATTRIBUTE", "REALM_ID",
            "REALM_REQUIRED_CREDENTIAL", "REALM_ID",
            "AUTHENTICATION_FLOW", "REALM_ID",
            "AUTHENTICATION_EXECUTION", "REALM_ID",
            "AUTHENTICATOR_CONFIG", "REALM_ID",
            "REQUIRED_ACTION_PROVIDER", "REALM_ID",
            "CLIENT", "REALM_ID",
            "USER_ENTITY", "REALM_ID",
            "MFA_FLOW_SNAPSHOT", "REALM_ID");

    private final Db db;

    FuzzState(Db db) {
        this.db = db;
    }

    /** Everything about one person, by table; credentials by their type. */
    Map<String, String> of(String personId) {
        Map<String, String> state = rows(OF_A_PERSON, personId);
        Map<String, List<Map<String, @Nullable Object>>> credentials =
                db.rows("select * from CREDENTIAL where USER_ID = ? order by ID", personId).stream()
                        .collect(Collectors.groupingBy(it -> String.valueOf(it.get("TYPE"))));
        credentials.forEach((type, rows) -> state.put("credential " + type, rows.toString()));
        return state;
    }

    /** How the realm is set up, by table. */
    Map<String, String> of(RealmAdmin realm) {
        return rows(OF_A_REALM, realm.representation().path("id").asText());
    }

    /** The tables in which two states differ. */
    static List<String> changed(Map<String, String> before, Map<String, String> after) {
        Map<String, String> all = new TreeMap<>(before);
        all.putAll(after);
        return all.keySet().stream()
                .filter(it -> !before.getOrDefault(it, "").equals(after.getOrDefault(it, "")))
                .toList();
    }

    private Map<String, String> rows(Map<String, String> tables, String id) {
        Map<String, String> state = new LinkedHashMap<>();
        tables.forEach((table, column) -> state.put(
                table,
                db.rows("select * from " + table + " where " + column + " = ?", id).stream()
                        .map(Object::toString)
                        .sorted()
                        .collect(Collectors.joining("\n"))));
        state.values().removeIf(String::isEmpty);
        return state;
    }
}
