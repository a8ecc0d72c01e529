package dev.mfapack.factors.level;

import dev.mfapack.core.level.Demand;
import dev.mfapack.factors.policy.FlowPolicies;
import dev.mfapack.factors.policy.LevelPolicy;
import dev.mfapack.factors.policy.RealmPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What the realm's policy and the steps of a flow ask of somebody, whatever the realm's mode makes of it. */
public final class PolicyDemand {

    private PolicyDemand() {}

    /** By the person's roles, and in these apps. */
    public static Demand of(RealmModel realm, AuthenticationFlowModel flow, UserModel user, Stream<ClientModel> apps) {
        List<LevelPolicy> policies = Stream.concat(
                        Stream.of(RealmPolicy.of(realm).levels()), FlowPolicies.of(realm, flow).stream())
                .toList();
        Demand byRoles =
                policies.stream().map(policy -> policy.ofRoles(realm, user)).reduce(Demand.NONE, Demand::and);
        return apps.flatMap(app -> policies.stream().map(policy -> policy.ofClient(app)))
                .reduce(byRoles, Demand::and);
    }
}
