package dev.mfapack.restapi;

import dev.mfapack.core.level.Demand;
import dev.mfapack.core.level.Level;
import dev.mfapack.factors.policy.BreakGlass;
import dev.mfapack.factors.policy.LevelPolicy;
import dev.mfapack.factors.policy.Mode;
import dev.mfapack.factors.policy.RealmPolicy;
import dev.mfapack.realmtemplates.Reach;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminAuth;

/**
 * Whether the administrator who calls could still log in once the policy is enforced: a person of the realm, of whom a level is
 * asked that they have no factor for, where the policy refuses such people instead of letting them bind one.
 */
final class CallerReach implements Reach {

    private final RealmModel realm;
    private final AdminAuth caller;

    CallerReach(AdminCall call) {
        this.realm = call.realm();
        this.caller = call.permissions().adminAuth();
    }

    @Override
    public Optional<String> beyond(Map<String, Integer> levels) {
        LevelPolicy policy = RealmPolicy.of(realm).levels();
        if (policy.mayEnrol() || policy.mode() != Mode.ENFORCING || BreakGlass.isOn() || !logsInHere()) {
            return Optional.empty();
        }
        int strongest = levels.entrySet().stream()
                .filter(entry -> caller.getUser().credentialManager().isConfiguredFor(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(Level.BASIC.number());
        int asked = demand(policy).atLeast().number();
        return asked <= strongest
                ? Optional.empty()
                : Optional.of("the policy asks you for level " + asked + ", your factors reach level " + strongest
                        + ", and it refuses whom it asks for more than they can prove"
                        + " (mfa.level.beyond-reach). Bind such a factor first, or set it to enrol.");
    }

    private boolean logsInHere() {
        UserModel user = caller.getUser();
        return caller.getRealm().equals(realm) && user.getServiceAccountClientLink() == null;
    }

    /** Of the app that is used now, and of the admin console. */
    private Demand demand(LevelPolicy policy) {
        return Stream.of(caller.getClient(), realm.getClientByClientId(Constants.ADMIN_CONSOLE_CLIENT_ID))
                .filter(client -> client != null)
                .map(policy::ofClient)
                .reduce(policy.ofRoles(realm, caller.getUser()), Demand::and);
    }
}
