package dev.mfapack.realmtemplates;

import dev.mfapack.realmtemplates.Setting.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.cache.CacheRealmProvider;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.RepresentationToModel;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.services.managers.ClientManager;
import org.keycloak.services.managers.RealmManager;

/** The values of one realm, by {@link Kind} and name; absent is empty, or null where it is written. */
final class RealmSettings {

    /** A scope that the app asks for when it needs it. */
    static final String OPTIONAL = "optional";

    private static final String DEFAULT = "default";
    private static final String API_SCOPE = "mfa";
    private static final String ON = "on";
    private static final String OFF = "off";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Template template;

    RealmSettings(KeycloakSession session, RealmModel realm, Template template) {
        this.session = session;
        this.realm = realm;
        this.template = template;
    }

    Optional<String> read(Kind kind, String name) {
        return switch (kind) {
            case LEVEL_NAME -> levelNames().number(name);
            case PASSKEY_POLICY -> WebAuthnField.named(name).in(realm.getWebAuthnPolicyPasswordless());
            case SECURITY_KEY_POLICY -> WebAuthnField.named(name).in(realm.getWebAuthnPolicy());
            case REQUIRED_ACTION -> requiredAction(name).map(action -> action.isEnabled() ? ON : OFF);
            case EVENT_LISTENER -> listeners().contains(name) ? Optional.of(ON) : Optional.empty();
            case ATTRIBUTE -> Optional.ofNullable(realm.getAttribute(name)).filter(value -> !value.isBlank());
            case CLIENT -> client(name).map(RealmSettings::describe);
            case CLIENT_SCOPE -> clientScope(name).map(scope -> describe(scope, template.clientScope(name)));
            case CLIENT_API_SCOPE -> client(name).flatMap(RealmSettings::apiScopeOf);
            case CLIENT_FLOW -> client(name).flatMap(this::flowOf);
            case RESET_FLOW -> Optional.of(realm.getResetCredentialsFlow().getAlias());
            case BROWSER_FLOW -> Optional.of(realm.getBrowserFlow().getAlias());
        };
    }

    void write(Kind kind, String name, @Nullable String value) {
        switch (kind) {
            case LEVEL_NAME -> writeLevelName(name, value);
            case PASSKEY_POLICY ->
                realm.setWebAuthnPolicyPasswordless(
                        WebAuthnField.named(name).changed(realm.getWebAuthnPolicyPasswordless(), value));
            case SECURITY_KEY_POLICY ->
                realm.setWebAuthnPolicy(WebAuthnField.named(name).changed(realm.getWebAuthnPolicy(), value));
            case REQUIRED_ACTION -> writeRequiredAction(name, value);
            case EVENT_LISTENER -> writeListener(name, value != null);
            case ATTRIBUTE -> writeAttribute(name, value);
            case CLIENT -> writeClient(name, value);
            case CLIENT_SCOPE -> writeClientScope(name, value);
            case CLIENT_API_SCOPE -> writeApiScope(name, value);
            case CLIENT_FLOW -> writeClientFlow(name, value);
            case RESET_FLOW -> realm.setResetCredentialsFlow(flow(value));
            case BROWSER_FLOW -> realm.setBrowserFlow(flow(value));
        }
    }

    /** Whether something of the realm, and not of the installer's, would miss that client or scope. */
    boolean isUsed(Kind kind, String name) {
        return switch (kind) {
            case CLIENT_SCOPE -> clientScope(name).map(this::isGiven).orElse(false);
            case CLIENT ->
                client(name)
                        .map(client -> !client.isBearerOnly()
                                || client.getRolesStream().findAny().isPresent()
                                || isAudience(client))
                        .orElse(false);
            default -> false;
        };
    }

    private LevelNames levelNames() {
        return LevelNames.parse(realm.getAttribute(Constants.ACR_LOA_MAP));
    }

    private void writeLevelName(String name, @Nullable String number) {
        writeAttribute(
                Constants.ACR_LOA_MAP,
                levelNames().with(name, number).attribute().orElse(null));
    }

    private void writeAttribute(String name, @Nullable String value) {
        if (value == null) {
            realm.removeAttribute(name);
        } else {
            realm.setAttribute(name, value);
        }
    }

    private Optional<RequiredActionProviderModel> requiredAction(String providerId) {
        return realm.getRequiredActionProvidersStream()
                .filter(action -> action.getProviderId().equals(providerId))
                .findFirst();
    }

    private void writeRequiredAction(String providerId, @Nullable String value) {
        Optional<RequiredActionProviderModel> registered = requiredAction(providerId);
        if (value == null) {
            registered.ifPresent(realm::removeRequiredActionProvider);
        } else if (registered.isPresent()) {
            RequiredActionProviderModel action = registered.get();
            action.setEnabled(value.equals(ON));
            realm.updateRequiredActionProvider(action);
        } else {
            realm.addRequiredActionProvider(newRequiredAction(providerId));
        }
    }

    private RequiredActionProviderModel newRequiredAction(String providerId) {
        RequiredActionFactory factory = (RequiredActionFactory)
                session.getKeycloakSessionFactory().getProviderFactory(RequiredActionProvider.class, providerId);
        if (factory == null) {
            throw new InstallationRefused("This server has no required action " + providerId + ".");
        }
        RequiredActionProviderModel action = new RequiredActionProviderModel();
        action.setAlias(providerId);
        action.setProviderId(providerId);
        action.setName(factory.getDisplayText());
        action.setEnabled(true);
        action.setDefaultAction(false);
        action.setPriority(realm.getRequiredActionProvidersStream()
                        .mapToInt(RequiredActionProviderModel::getPriority)
                        .max()
                        .orElse(0)
                + 1);
        return action;
    }

    private Set<String> listeners() {
        return realm.getEventsListenersStream().collect(Collectors.toSet());
    }

    private void writeListener(String name, boolean on) {
        Set<String> listeners = new HashSet<>(listeners());
        if (on) {
            listeners.add(name);
        } else {
            listeners.remove(name);
        }
        realm.setEventsListeners(listeners);
    }

    private Optional<ClientModel> client(String clientId) {
        return Optional.ofNullable(realm.getClientByClientId(clientId));
    }

    private static String describe(ClientModel client) {
        boolean logsIn = !client.isBearerOnly() && client.isEnabled();
        return logsIn ? "with a login of its own" : "without a login of its own";
    }

    private void writeClient(String clientId, @Nullable String value) {
        if (value == null) {
            client(clientId)
                    .ifPresent(client -> new ClientManager(new RealmManager(session)).removeClient(realm, client));
        } else {
            RepresentationToModel.createClient(session, realm, template.client(clientId));
        }
    }

    /** Whether a mapper of a client or scope puts the client into tokens. */
    private boolean isAudience(ClientModel audience) {
        return Stream.concat(
                        realm.getClientsStream().flatMap(ClientModel::getProtocolMappersStream),
                        realm.getClientScopesStream().flatMap(ClientScopeModel::getProtocolMappersStream))
                .anyMatch(mapper -> mapper.getConfig() != null
                        && audience.getClientId().equals(mapper.getConfig().get("included.client.audience")));
    }

    private Optional<ClientScopeModel> clientScope(String name) {
        return Optional.ofNullable(KeycloakModelUtils.getClientScopeByName(realm, name));
    }

    /** Those of the template's mappers that the scope has. */
    private static String describe(ClientScopeModel scope, ClientScopeRepresentation wanted) {
        return wanted.getProtocolMappers().stream()
                .map(ProtocolMapperRepresentation::getName)
                .filter(mapper -> scope.getProtocolMapperByName(wanted.getProtocol(), mapper) != null)
                .collect(Collectors.joining(", "));
    }

    private void writeClientScope(String name, @Nullable String value) {
        Optional<ClientScopeModel> scope = clientScope(name);
        if (value == null) {
            scope.ifPresent(present -> realm.removeClientScope(present.getId()));
        } else if (scope.isEmpty()) {
            RepresentationToModel.createClientScope(realm, template.clientScope(name));
        } else {
            writeMappers(scope.get(), template.clientScope(name), List.of(value.split(", ", -1)));
            // As with a client's flow.
            caches().ifPresent(cache ->
                    cache.registerClientScopeInvalidation(scope.get().getId(), realm.getId()));
        }
    }

    private static void writeMappers(ClientScopeModel scope, ClientScopeRepresentation wanted, List<String> names) {
        for (ProtocolMapperRepresentation mapper : wanted.getProtocolMappers()) {
            ProtocolMapperModel present = scope.getProtocolMapperByName(wanted.getProtocol(), mapper.getName());
            boolean isNamed = names.contains(mapper.getName());
            if (present == null && isNamed) {
                scope.addProtocolMapper(RepresentationToModel.toModel(mapper));
            } else if (present != null && !isNamed) {
                scope.removeProtocolMapper(present);
            }
        }
    }

    private boolean isGiven(ClientScopeModel scope) {
        return Stream.concat(realm.getDefaultClientScopesStream(true), realm.getDefaultClientScopesStream(false))
                        .anyMatch(other -> other.getId().equals(scope.getId()))
                || realm.getClientsStream()
                        .anyMatch(client -> client.getClientScopes(true).containsKey(scope.getName())
                                || client.getClientScopes(false).containsKey(scope.getName()));
    }

    private static Optional<String> apiScopeOf(ClientModel client) {
        if (client.getClientScopes(true).containsKey(API_SCOPE)) {
            return Optional.of(DEFAULT);
        }
        return client.getClientScopes(false).containsKey(API_SCOPE) ? Optional.of(OPTIONAL) : Optional.empty();
    }

    /** A client or scope that somebody has deleted since needs nothing more. */
    private void writeApiScope(String clientId, @Nullable String value) {
        client(clientId)
                .ifPresent(client -> clientScope(API_SCOPE).ifPresent(scope -> {
                    if (value == null) {
                        client.removeClientScope(scope);
                    } else {
                        client.addClientScope(scope, value.equals(DEFAULT));
                    }
                    forget(client);
                }));
    }

    private Optional<String> flowOf(ClientModel client) {
        return Optional.ofNullable(
                        client.getAuthenticationFlowBindingOverride(AuthenticationFlowBindings.BROWSER_BINDING))
                .map(realm::getAuthenticationFlowById)
                .map(AuthenticationFlowModel::getAlias);
    }

    private void writeClientFlow(String clientId, @Nullable String alias) {
        ClientModel client = client(clientId)
                .orElseThrow(() -> new InstallationRefused("The realm has no client " + clientId + "."));
        if (alias == null) {
            client.removeAuthenticationFlowBindingOverride(AuthenticationFlowBindings.BROWSER_BINDING);
        } else {
            client.setAuthenticationFlowBindingOverride(
                    AuthenticationFlowBindings.BROWSER_BINDING, flow(alias).getId());
        }
        forget(client);
    }

    /** Once the realm is changed in a transaction, its clients are handed out past the cache, which would keep the old one. */
    private void forget(ClientModel client) {
        caches().ifPresent(
                        cache -> cache.registerClientInvalidation(client.getId(), client.getClientId(), realm.getId()));
    }

    /** Empty when the operator has switched the realm cache off. */
    private Optional<CacheRealmProvider> caches() {
        return Optional.ofNullable(session.getProvider(CacheRealmProvider.class));
    }

    private AuthenticationFlowModel flow(@Nullable String alias) {
        AuthenticationFlowModel flow = alias == null ? null : realm.getFlowByAlias(alias);
        if (flow == null) {
            throw new InstallationRefused("The realm has no flow \"" + alias + "\" any more. Make one of that name,"
                    + " or bind another one by hand (Authentication, Flows).");
        }
        return flow;
    }
}
