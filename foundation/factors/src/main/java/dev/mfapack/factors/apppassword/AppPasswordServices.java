package dev.mfapack.factors.apppassword;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/**
 * The services that take app passwords: the clients that the steps {@value #STEP} of the realm list, and those that are no clients and
 * ask by REST. Each of these is a role of the client {@value #API} whose name begins with {@value #ROLE}: that there is such a role
 * makes the service, and whose service account has it may ask.
 */
public final class AppPasswordServices {

    /** The authenticator's id. */
    public static final String STEP = "mfa-app-password-grant";

    /** Key of its configuration: client ids, comma-separated. */
    public static final String CLIENTS = "mfa-app-password-clients";

    private static final String API = "mfa-api";
    private static final String ROLE = "app-passwords:";

    private AppPasswordServices() {}

    /** Client ids, in the order in which they are listed, of clients that are there and enabled; then the names of other services. */
    public static List<String> of(RealmModel realm) {
        return Stream.concat(clients(realm), others(realm)).distinct().toList();
    }

    /** Whether this service account may ask about app passwords of that service. */
    public static boolean mayAsk(RealmModel realm, UserModel account, String service) {
        return Stream.ofNullable(realm.getClientByClientId(API))
                .flatMap(api -> Stream.ofNullable(api.getRole(ROLE + service)))
                .anyMatch(account::hasRole);
    }

    private static Stream<String> others(RealmModel realm) {
        return Stream.ofNullable(realm.getClientByClientId(API))
                .flatMap(ClientModel::getRolesStream)
                .map(RoleModel::getName)
                .filter(name -> name.startsWith(ROLE))
                .map(name -> name.substring(ROLE.length()))
                .filter(name -> !name.isBlank())
                .sorted();
    }

    private static Stream<String> clients(RealmModel realm) {
        return realm.getAuthenticationFlowsStream()
                .flatMap(flow -> realm.getAuthenticationExecutionsStream(flow.getId()))
                .filter(step -> STEP.equals(step.getAuthenticator()) && !step.isDisabled())
                .map(AuthenticationExecutionModel::getAuthenticatorConfig)
                .flatMap(id -> Stream.ofNullable(id == null ? null : realm.getAuthenticatorConfigById(id)))
                .flatMap(config -> listed(config).stream())
                .filter(clientId -> Optional.ofNullable(realm.getClientByClientId(clientId))
                        .filter(client -> client.isEnabled())
                        .isPresent());
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
