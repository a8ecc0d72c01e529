package dev.mfapack.authenticators.level;

import dev.mfapack.factors.policy.LevelPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Configuration of the {@code mfa-required-level} steps of a flow: what this flow asks beside the realm's policy, never less. */
final class RequiredLevelConfig {

    private static final String ROLES = "mfa-level-roles";
    private static final String CLIENTS = "mfa-level-clients";

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name(ROLES)
            .label("Roles and levels, beside the realm's")
            .helpText(
                    "JSON object, role to level (1, 2, 3 or \"highest\"), a client's role as client/role. It adds to the realm"
                            + " attribute mfa.level.roles for this flow. What cannot be read asks everybody for their highest level.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(CLIENTS)
            .label("Clients and levels, beside the realm's")
            .helpText(
                    "JSON object, client id to level. It adds to the realm attribute mfa.level.clients for this flow.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .build();

    private RequiredLevelConfig() {}

    /** What the flow's steps ask, each as a policy of its own. */
    static List<LevelPolicy> of(RealmModel realm, AuthenticationFlowModel flow) {
        return AuthenticatorUtil.getExecutionsByType(realm, flow.getId(), RequiredLevelAuthenticatorFactory.ID).stream()
                .map(step -> step.getAuthenticatorConfig())
                .filter(Objects::nonNull)
                .map(realm::getAuthenticatorConfigById)
                .flatMap(Stream::ofNullable)
                .map(RequiredLevelConfig::policy)
                .toList();
    }

    private static LevelPolicy policy(AuthenticatorConfigModel config) {
        Map<String, String> values = Optional.ofNullable(config.getConfig()).orElse(Map.of());
        return LevelPolicy.asking(values.get(ROLES), values.get(CLIENTS));
    }
}
