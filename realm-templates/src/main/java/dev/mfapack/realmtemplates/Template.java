package dev.mfapack.realmtemplates;

import dev.mfapack.realmtemplates.Flow.Config;
import dev.mfapack.realmtemplates.Flow.Execution;
import dev.mfapack.realmtemplates.Flow.Step;
import dev.mfapack.realmtemplates.Flow.SubFlow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * The state that the installer brings a realm to: {@code installation.json}, and the flows that the realm template binds, so
 * that they are written down once.
 *
 * @param version of the pack
 * @param browserFlow as the realm template has it
 * @param resetFlow the flow that resets credentials, as the realm template has it
 * @param settings in the order in which they are written
 */
record Template(
        String version,
        Flow browserFlow,
        Flow resetFlow,
        List<Setting> settings,
        List<ClientRepresentation> clients,
        List<ClientScopeRepresentation> clientScopes) {

    private static final String EMAIL = "mfa-email";
    private static final String ENROLL_EMAIL = "mfa-enroll-email";

    /** {@code installation.json} as it is written. */
    private record Installation(
            List<Setting> settings, List<ClientRepresentation> clients, List<ClientScopeRepresentation> clientScopes) {}

    static Template load() {
        Installation installation = read("installation.json", Installation.class);
        RealmRepresentation realm = read("mfa-demo-realm.json", RealmRepresentation.class);
        FlowReader flows = new FlowReader(realm);
        return new Template(
                packVersion(),
                flows.flow(realm.getBrowserFlow()),
                flows.flow(realm.getResetCredentialsFlow()),
                installation.settings(),
                installation.clients(),
                installation.clientScopes());
    }

    /** Without codes by email: no out-of-band factor for NIST, so that nobody gets it who did not ask for it. */
    Template withoutEmail() {
        return new Template(
                version,
                browserFlow.without(EMAIL),
                resetFlow.without(EMAIL),
                settings.stream()
                        .filter(setting -> !setting.name().equals(ENROLL_EMAIL))
                        .toList(),
                clients,
                clientScopes);
    }

    static boolean holdsEmail(Flow flow) {
        return flow.executions().anyMatch(execution -> execution.provider().equals(EMAIL));
    }

    ClientRepresentation client(String clientId) {
        return clients.stream()
                .filter(client -> client.getClientId().equals(clientId))
                .findFirst()
                .orElseThrow();
    }

    ClientScopeRepresentation clientScope(String name) {
        return clientScopes.stream()
                .filter(scope -> scope.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T read(String resource, Class<T> type) {
        try (InputStream json = open(resource)) {
            return JsonSerialization.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packVersion() {
        Properties pack = new Properties();
        try (InputStream properties = open("pack.properties")) {
            pack.load(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pack.getProperty("version");
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(Template.class.getResourceAsStream(resource), resource);
    }

    /** Flows of a realm's JSON, which names sub-flows and settings beside them. */
    private record FlowReader(RealmRepresentation realm) {

        Flow flow(String alias) {
            AuthenticationFlowRepresentation flow = realm.getAuthenticationFlows().stream()
                    .filter(candidate -> candidate.getAlias().equals(alias))
                    .findFirst()
                    .orElseThrow();
            return new Flow(
                    alias,
                    flow.getDescription(),
                    flow.getProviderId(),
                    flow.getAuthenticationExecutions().stream()
                            .sorted(Comparator.comparing(AuthenticationExecutionExportRepresentation::getPriority))
                            .map(this::step)
                            .toList());
        }

        private Step step(AuthenticationExecutionExportRepresentation execution) {
            Requirement requirement = Requirement.valueOf(execution.getRequirement());
            return execution.isAuthenticatorFlow()
                    ? new SubFlow(requirement, execution.getAuthenticator(), flow(execution.getFlowAlias()))
                    : new Execution(
                            requirement, execution.getAuthenticator(), config(execution.getAuthenticatorConfig()));
        }

        private @Nullable Config config(@Nullable String alias) {
            return realm.getAuthenticatorConfig().stream()
                    .filter(candidate -> candidate.getAlias().equals(alias))
                    .findFirst()
                    .map(FlowReader::config)
                    .orElse(null);
        }

        private static Config config(AuthenticatorConfigRepresentation config) {
            return new Config(config.getAlias(), config.getConfig());
        }
    }
}
