package dev.mfapack.realmtemplates;

import dev.mfapack.realmtemplates.Setting.IfSet;
import dev.mfapack.realmtemplates.Setting.Kind;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/** The apps that a plan lets in to the REST API, beside those that the realm lets in already. */
final class ApiApps {

    /** The realm attribute that names them; nobody else's tokens are taken. */
    static final String ATTRIBUTE = "mfa.api.clients";

    private static final String SEPARATOR = ",";

    private final RealmModel realm;
    private final List<String> named;

    /** @param named client ids; empty: none more than there are */
    ApiApps(RealmModel realm, Collection<String> named) {
        this.realm = realm;
        this.named = List.copyOf(new TreeSet<>(named));
    }

    /** @throws InstallationRefused when one of them is no client of the realm, or could not be let in */
    void check() {
        named.forEach(this::check);
    }

    /** Whether nobody could call, whatever token they have. */
    boolean areNone() {
        return all().isEmpty();
    }

    /** What has to be so, once the client scope is there. */
    Stream<Setting> settings() {
        if (named.isEmpty()) {
            return Stream.empty();
        }
        Stream<Setting> scopes = named.stream()
                .map(clientId -> new Setting(
                        Kind.CLIENT_API_SCOPE,
                        clientId,
                        RealmSettings.OPTIONAL,
                        IfSet.KEEP,
                        "the app gets tokens for the MFA REST API when it asks for the scope mfa"));
        Setting admitted = new Setting(
                Kind.ATTRIBUTE,
                ATTRIBUTE,
                String.join(SEPARATOR, all()),
                IfSet.REPLACE,
                "the MFA REST API takes tokens of these apps, and of no other");
        return Stream.concat(scopes, Stream.of(admitted));
    }

    /** In the order of the realm, then those that are new: an app that is in stays in. */
    private List<String> all() {
        return Stream.concat(listed(realm.getAttribute(ATTRIBUTE)).stream(), named.stream())
                .distinct()
                .toList();
    }

    private void check(String clientId) {
        ClientModel client = realm.getClientByClientId(clientId);
        if (client == null) {
            throw new InstallationRefused("The realm has no client " + clientId + ".");
        }
        if (!speaksOpenIdConnect(client) || client.isBearerOnly()) {
            throw new InstallationRefused("The client " + clientId
                    + " gets no tokens by OpenID Connect, and so could not call the MFA REST API.");
        }
        if (!listed(clientId).equals(List.of(clientId))) {
            throw new InstallationRefused("The realm attribute " + ATTRIBUTE + " cannot name the client " + clientId
                    + ": its client ids are separated by commas.");
        }
    }

    /** No protocol is that one as well: Keycloak's own default. */
    private static boolean speaksOpenIdConnect(ClientModel client) {
        return client.getProtocol() == null || client.getProtocol().equals(OIDCLoginProtocol.LOGIN_PROTOCOL);
    }

    static List<String> listed(@Nullable String value) {
        return value == null
                ? List.of()
                : Arrays.stream(value.split(SEPARATOR, -1))
                        .map(String::strip)
                        .filter(clientId -> !clientId.isEmpty())
                        .toList();
    }
}
