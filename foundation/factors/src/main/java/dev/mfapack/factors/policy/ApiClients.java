package dev.mfapack.factors.policy;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * The apps whose tokens the REST API takes, in the realm attribute {@code mfa.api.clients}: client ids, comma-separated. Empty by
 * default, so that nobody is let in.
 */
public final class ApiClients {

    static final String ATTRIBUTE = "mfa.api.clients";

    private ApiClients() {}

    /** Whether tokens of this app are taken. */
    public static boolean admits(RealmModel realm, ClientModel client) {
        return listed(realm.getAttribute(ATTRIBUTE)).contains(client.getClientId());
    }

    static List<String> listed(@Nullable String value) {
        return value == null
                ? List.of()
                : Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(clientId -> !clientId.isEmpty())
                        .toList();
    }
}
