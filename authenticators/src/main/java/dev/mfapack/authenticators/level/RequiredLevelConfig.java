package dev.mfapack.authenticators.level;

import dev.mfapack.factors.policy.FlowPolicies;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Configuration of the {@code mfa-required-level} steps of a flow: what this flow asks beside the realm's policy, never less. */
final class RequiredLevelConfig {

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name(FlowPolicies.ROLES)
            .label("Roles and levels, beside the realm's")
            .helpText(
                    "JSON object, role to level (1, 2, 3 or \"highest\"), a client's role as client/role. It adds to the realm"
                            + " attribute mfa.level.roles for this flow. What cannot be read asks everybody for their highest level.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(FlowPolicies.CLIENTS)
            .label("Clients and levels, beside the realm's")
            .helpText(
                    "JSON object, client id to level. It adds to the realm attribute mfa.level.clients for this flow.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .build();

    private RequiredLevelConfig() {}
}
