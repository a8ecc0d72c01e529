package dev.mfapack.factors.apppassword;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/** The clients that take app passwords: those that the steps {@value #STEP} of the realm list. */
public final class AppPasswordServices {

    /** The authenticator's id. */
    public static final String STEP = "mfa-app-password-grant";

    /** Key of its configuration: client ids, comma-separated. */
    public static final String CLIENTS = "mfa-app-password-clients";

    private AppPasswordServices() {}

    /** Client ids, in the order in which they are listed; only of clients that are there and enabled. */
    public static List<String> of(RealmModel realm) {
        return realm.getAuthenticationFlowsStream()
                .flatMap(flow -> realm.getAuthenticationExecutionsStream(flow.getId()))
                .filter(step -> STEP.equals(step.getAuthenticator()) && !step.isDisabled())
                .map(AuthenticationExecutionModel::getAuthenticatorConfig)
                .flatMap(id -> Stream.ofNullable(id == null ? null : realm.getAuthenticatorConfigById(id)))
                .flatMap(config -> listed(config).stream())
                .distinct()
                .filter(clientId -> Optional.ofNullable(realm.getClientByClientId(clientId))
                        .filter(client -> client.isEnabled())
                        .isPresent())
                .toList();
    }

    /** The client ids that one step lists. */
    public static List<String> listed(@Nullable AuthenticatorConfigModel config) {
        String clients = config == null || config.getConfig() == null
                ? ""
                : config.getConfig().getOrDefault(CLIENTS, "");
        return Arrays.stream(clients.split(",", -1))
                .map(String::strip)
                .filter(clientId -> !clientId.isEmpty())
                .toList();
    }
}
