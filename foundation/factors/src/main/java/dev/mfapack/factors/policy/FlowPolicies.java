package dev.mfapack.factors.policy;

import dev.mfapack.factors.level.RealmCache;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/** What the decision's steps in a flow ask beside the realm's policy, never less. */
public final class FlowPolicies {

    /** Id of the step. */
    public static final String STEP = "mfa-required-level";

    /** Keys of its configuration: JSON objects, as those of the realm's policy. */
    public static final String ROLES = "mfa-level-roles";

    /** See {@link #ROLES}. */
    public static final String CLIENTS = "mfa-level-clients";

    private FlowPolicies() {}

    /** Each step as a policy of its own. */
    public static List<LevelPolicy> of(RealmModel realm, AuthenticationFlowModel flow) {
        return RealmCache.get(realm, "steps of " + flow.getId(), () -> read(realm, flow));
    }

    private static List<LevelPolicy> read(RealmModel realm, AuthenticationFlowModel flow) {
        return AuthenticatorUtil.getExecutionsByType(realm, flow.getId(), STEP).stream()
                .map(step -> step.getAuthenticatorConfig())
                .filter(Objects::nonNull)
                .map(realm::getAuthenticatorConfigById)
                .flatMap(Stream::ofNullable)
                .map(FlowPolicies::policy)
                .toList();
    }

    private static LevelPolicy policy(AuthenticatorConfigModel config) {
        Map<String, String> values = Optional.ofNullable(config.getConfig()).orElse(Map.of());
        return LevelPolicy.asking(values.get(ROLES), values.get(CLIENTS));
    }
}
